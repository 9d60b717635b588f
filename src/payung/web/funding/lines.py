"""All funding lines in sight with their money, sorted and by programme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from payung.insight.money import LineMoney, lines_money
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn

_KEYS: dict[str, Callable[[LineMoney], Any]] = {
    "name": lambda line: line.name.casefold(),
    "promised": lambda line: line.promised_idr,
    "received": lambda line: line.received_idr,
    "committed": lambda line: line.committed_idr,
    "invoiced": lambda line: line.invoiced_idr,
    "paid": lambda line: line.paid_idr,
    "owed": lambda line: line.owed_idr,
    "left": lambda line: line.left_idr,
}
_WORDS = {
    "name": gettext_noop("Sumber dana"), "promised": gettext_noop("Komitmen"), "received": gettext_noop("Penerimaan"),
    "committed": gettext_noop("Terikat"), "invoiced": gettext_noop("Ditagih"), "paid": gettext_noop("Dibayar"),
    "owed": gettext_noop("Harus kembali"), "left": gettext_noop("Sisa"),
}  # fmt: skip
SUMS = tuple(column for column in _KEYS if column != "name")


def _headings(sort: str) -> list[dict[str, Any]]:
    heads = []
    for column, word in _WORDS.items():
        now = "ascending" if sort == column else "descending" if sort == f"-{column}" else ""
        first, other = (column, f"-{column}") if column == "name" else (f"-{column}", column)
        heads.append(
            {"word": _(word), "ask": other if sort == first else first, "now": now, "numeric": column != "name"}
        )
    return heads


@require_safe
@needs("see-numbers")
def funding(request: SignedIn) -> HttpResponse:
    """Every line with its sums; `?programme=` leaves those of one programme, `?sort=` sorts them."""
    found = lines_money()
    programmes = {line.programme_code: line.programme for line in found}
    chosen, sort = request.GET.get("programme", ""), request.GET.get("sort", "")
    lines = [line for line in found if chosen not in programmes or line.programme_code == chosen]
    if key := _KEYS.get(sort.removeprefix("-")):
        lines = sorted(lines, key=key, reverse=sort.startswith("-"))
    else:
        sort = ""
    facts = {
        "lines": lines, "programmes": programmes, "programme": chosen, "sort": sort, "headings": _headings(sort),
        "total": {f"{column}_idr": sum(_KEYS[column](line) for line in lines) for column in SUMS},
        "may_pay": request.acting.may("pay"), "may_audit": request.acting.may("audit"),
    }  # fmt: skip
    return render(request, "funding/lines.html", facts)
