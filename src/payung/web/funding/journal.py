"""The journal of a line: every transfer in words, newest first, a page at a time; and the same as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.funding.queries import journal
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.access.watermark import watermark
from payung.web.components.sheet import download, workbook
from payung.web.components.tags import say
from payung.web.funding.refused_file import not_sent
from payung.web.funding.seen import crumbs, seen_line
from payung.web.funding.span import asked_span
from payung.web.funding.words import KINDS, account_words, kind_of_transfer, reason_words, sentence, source_words
from payung.web.number import number

if TYPE_CHECKING:
    from payung.funding.models import Transfer

PAGE = 50
# More is no reading for people: a shorter span is asked for.
MOST_ROWS = 20_000
_LONG_AGO = date(2000, 1, 1)
_BY_HAND = ("receipt", "payment", "refund", "return", "pledge")


def told(transfer: Transfer, *, may_pay: bool = False) -> dict[str, Any]:
    """A transfer in words."""
    corrected_by = transfer.corrected_by  # type: ignore[attr-defined]
    return {
        "transfer": transfer, "said": sentence(transfer), "giving": account_words(transfer.from_account),
        "taking": account_words(transfer.to_account), "reason": reason_words(transfer), "source": source_words(transfer.source),
        "corrected_by": corrected_by, "corrects": transfer.corrects.entry if transfer.corrects else None,
        "may_correct": may_pay and transfer.kind in _BY_HAND and not (corrected_by or transfer.corrects_id or not transfer.entry),
    }  # fmt: skip


def _before(text: str) -> tuple[date, int] | None:
    """Where a page goes on: "2025-11-24_17", or from the top for anything else."""
    day, _underscore, at = text.partition("_")
    try:
        found, row = date.fromisoformat(day), number(at)
    except ValueError:
        return None
    return (found, row) if row is not None else None


@require_safe
@needs("see-numbers")
def line_journal(request: SignedIn, code: str) -> HttpResponse:
    """One page of the journal; `?kind=`, `?first=` and `?last=` narrow it."""
    line, _money = seen_line(request, code)
    kind = request.GET.get("kind", "")
    facts: dict[str, Any] = {
        "line": line, "kinds": [(each, kind_of_transfer(each)) for each in KINDS], "kind": kind if kind in KINDS else "",
        "first": request.GET.get("first", ""), "last": request.GET.get("last", ""), "after": request.GET.get("after", ""),
        "may_export": request.acting.may("export"), "breadcrumbs": crumbs(line, (_("Jurnal"), "")),
    }  # fmt: skip
    try:
        span = asked_span(request, begins=_LONG_AGO)
    except Refused as refusal:
        return render(
            request,
            "funding/journal.html",
            {**facts, "errors": [{"text": say(refusal.code, refusal.facts)}]},
            status=422,
        )
    rows = journal(line, kind=facts["kind"], first=span.first, last=span.last, before=_before(facts["after"]))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    facts["rows"] = [told(each, may_pay=request.acting.may("pay")) for each in found[:PAGE]]
    facts["next"] = f"{last.made_on.isoformat()}_{last.pk}" if last else None
    return render(request, "funding/journal.html", facts)


def heads() -> tuple[str, ...]:
    """The headings of a journal as a table."""
    return (
        _("Tanggal"), _("Catatan"), _("Peristiwa"), _("Dari"), _("Ke"), _("Jumlah (Rp)"), _("Tagihan"), _("Dasar"),
        _("Keterangan"), _("Oleh"), _("Dikoreksi oleh catatan"),
    )  # fmt: skip


def cells(transfers: list[Transfer]) -> Iterator[tuple[str | int, ...]]:
    """A row a transfer."""
    for each in transfers:
        row = told(each)
        yield (
            each.made_on.isoformat(), each.entry, row["said"], row["giving"], row["taking"], each.amount_idr,
            str(each.invoice or ""), row["source"], row["reason"], each.by, row["corrected_by"] or "",
        )  # fmt: skip


@require_safe
@needs("export")
@fresh
def line_journal_export(request: SignedIn, code: str) -> HttpResponse:
    """The journal as it is narrowed, as a workbook; longer than can be read by people, it is not sent."""
    line, _money = seen_line(request, code)
    kind = request.GET.get("kind", "")
    try:
        span = asked_span(request, begins=_LONG_AGO)
        found = list(
            journal(line, kind=kind if kind in KINDS else "", first=span.first, last=span.last)[: MOST_ROWS + 1]
        )
        if len(found) > MOST_ROWS:
            raise Refused("too_many_entries", most=MOST_ROWS)
    except Refused as refusal:
        return not_sent(request, refusal, "line-journal", code)
    title = f"{_('Jurnal')} {line.name}"
    return download(f"payung-jurnal-{line.code}", workbook(title, watermark(request), heads(), cells(found)))
