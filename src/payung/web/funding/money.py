"""The money of one line: budget, cash, how long it lasts, its invoices; and what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.funding.queries import balance_on, invoices_of
from payung.insight.line import months_of_line
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.day import asked_day
from payung.web.funding.burn_down import picture
from payung.web.funding.seen import crumbs, seen_line
from payung.web.funding.words import account_words, invoice_state

if TYPE_CHECKING:
    from payung.funding.models import FundingLine, Invoice

_SHOWN = 24


def told_invoices(found: list[Invoice]) -> list[dict[str, Any]]:
    """Invoices with their states in words."""
    return [{"invoice": each, "state": state, "tone": tone} for each in found for state, tone in [invoice_state(each)]]


def _on_a_day(request: SignedIn, line: FundingLine) -> dict[str, Any]:
    """What lay on each account at the end of the day of `?on=`; nothing without one."""
    day = asked_day(request)
    if not day.chosen:
        return {"day": day}
    balance = balance_on(line, day.on)
    # What the payer gave stands below zero on the payer's own account; a reader asks how much it was.
    sides = [(account_words(each), abs(amount_idr)) for each, amount_idr in balance.items()]
    return {"day": day, "sides": sides}


@require_safe
@needs("see-numbers")
def line_money_page(request: SignedIn, code: str) -> HttpResponse:
    """The page of a line's money; as of any day with `?on=`."""
    line, money = seen_line(request, code)
    invoices = told_invoices(list(invoices_of(line)[: _SHOWN + 1]))
    facts = {
        "line": line, "money": money, "picture": picture(money, months_of_line(line.pk)),
        "invoices": invoices[:_SHOWN], "more_invoices": len(invoices) > _SHOWN,
        "may_pay": request.acting.may("pay"), "may_export": request.acting.may("export"),
        "breadcrumbs": [*crumbs(line)[:1], (line.name, "")], **_on_a_day(request, line),
    }  # fmt: skip
    return render(request, "funding/money.html", facts)
