"""Three lists side by side: a line and month in classes, each with its next step, and who or where is in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from payung.funding.queries import invoices_of, lines_seen
from payung.insight.reconciliation import (
    CLASSES,
    Counted,
    Reconciliation,
    reconciliation,
    three_sums,
    villages_in,
    workers_in,
)
from payung.membership.queries import answer_files
from payung.units.month import Month
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.funding.reconciliation_seen import month_of, seen_line
from payung.web.funding.reconciliation_words import class_words
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@needs("see-numbers")
def reconciliation_lines(request: SignedIn) -> HttpResponse:
    """The lines in sight, each leading to its reconciliation."""
    lines = [line for line in lines_seen() if line.region in request.acting.sees]
    return render(request, "funding/reconciliation_lines.html", {"lines": lines})


def _row(one: Counted) -> dict[str, Any]:
    return {"counted": one, "words": class_words(one.name), "name": one.name}


def _after(text: str) -> tuple[str, int]:
    """The key of the row before the page: a village, and the worker behind a colon."""
    village, _colon, worker = text[:30].partition(":")
    return village, int(worker) if worker.isascii() and worker.isdigit() and len(worker) < 18 else 0


def _inside(request: SignedIn, line: FundingLine, month: Month, name: str) -> dict[str, Any]:
    """Who is in a class, for whoever sees people; for all others how many in which village."""
    if name not in CLASSES:
        return {}
    after = request.GET.get("after", "")
    shown = {"class": name, "class_words": class_words(name), "after": after}
    if request.acting.may("see"):
        people, more = workers_in(line, month.first_day, name, after=_after(after))
        return {**shown, "people": people, "next": f"{people[-1].village}:{people[-1].id}" if more else None}
    villages, more = villages_in(line, month.first_day, name, after=_after(after)[0])
    return {**shown, "villages": villages, "next": villages[-1].code if more else None}


def _well(found: Reconciliation) -> int:
    return sum(one.workers for one in found.classes if one.name == "agreed")


@needs("see-numbers")
def reconciliation_page(request: SignedIn, code: str) -> HttpResponse:
    """One line in one month: the classes with their counts, rupiah and next steps; one of them opened; the files beside it."""
    line = seen_line(request.acting, code)
    month = month_of(line, request.GET.get("month", ""), Month.of(day_of_judgement()))
    found = reconciliation(line, month.first_day)
    facts = {
        "line": line, "month": month, "months": list(line.term), "found": found, "agreed": _well(found),
        "todo": (todo := [_row(one) for one in found.classes if not one.well]),
        "groups": [todo, [_row(one) for one in found.classes if one.well and one.workers]],
        "may_take": request.acting.may("take-answers"), "may_pay": request.acting.may("pay"),
        "may_export": request.acting.may("export"), "files": answer_files(line)[:10],
        "invoices": invoices_of(line).filter(month=month.first_day),
        "sums": three_sums(line, month.first_day), **_inside(request, line, month, request.GET.get("class", "")),
    }  # fmt: skip
    return render(request, "funding/reconciliation.html", facts)
