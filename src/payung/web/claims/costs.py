"""What an accident costs, entered on its page with the paper that proves it: bills, receipts, and months without work."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.claims.actions.bring_document import bring_document
from payung.claims.actions.enter_cost import Spent, enter_cost, enter_inability, remove_cost, remove_inability
from payung.rules.law import law
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.case import done
from payung.web.claims.fields import day_in, month_in, number_at, rupiah_at, text
from payung.web.claims.papers import paper_data, sends_a_paper, takes_a_paper
from payung.web.today import day_of_judgement, moment_of_judgement

_FIELD_OF_COST = {
    "cost_kind_unknown": "cost_kind", "amount_unreadable": "cost_amount", "cost_day_impossible": "cost_on",
    "letter_guarantees_nothing": "cost_letter", "letter_expired": "cost_letter",
    "homecare_too_long": "cost_on",
}  # fmt: skip


def _paper(request: SignedIn, claim: str, kind: str, field: str) -> int:
    """The paper that proves it: the file that was sent, kept though the rest be refused, or one that was brought before."""
    if not sends_a_paper(request):
        return number_at(request, field)
    made, _new = bring_document(
        number=claim, kind=kind, data=paper_data(request), by=request.acting.by, at=moment_of_judgement()
    )
    return made.pk


def _spend(request: SignedIn, claim: str) -> None:
    kind, amount, on = text(request, "cost_kind"), rupiah_at(request, "cost_amount"), day_in(request, "cost_on")
    receipt = "transport-receipt" if kind.startswith("transport_") else "treatment-receipt"
    proof = _paper(request, claim, receipt, "cost_paper")
    spent = Spent(kind, amount, on, text(request, "cost_facility"), proof, text(request, "cost_letter"))
    enter_cost(
        law=law(), number=claim, spent=spent, by=request.acting.by, on=day_of_judgement(), at=moment_of_judgement()
    )


@takes_a_paper("handle-claims")
def cost(request: SignedIn, claim: str) -> HttpResponse:
    """One bill or receipt."""
    act = partial(_spend, request, claim)
    return done(request, claim, act, _("Biaya dicatat."), field="cost_file", fields=_FIELD_OF_COST)


def _unable(request: SignedIn, claim: str) -> None:
    month = month_in(request, "unable_month")
    proof = _paper(request, claim, "doctor", "unable_paper")
    enter_inability(
        number=claim,
        month=month,
        document_id=proof,
        by=request.acting.by,
        on=day_of_judgement(),
        at=moment_of_judgement(),
    )


@takes_a_paper("handle-claims")
def inability(request: SignedIn, claim: str) -> HttpResponse:
    """One month in which the worker could not work."""
    act = partial(_unable, request, claim)
    where = {"paper_of_cost_missing": "unable_file"}
    return done(request, claim, act, _("Bulan tidak mampu bekerja dicatat."), field="unable_month", fields=where)


@require_POST
@needs("handle-claims")
def cost_remove(request: SignedIn, claim: str) -> HttpResponse:
    """A cost is taken off for a reason."""
    row = number_at(request, "row")
    act = partial(remove_cost, number=claim, cost_id=row, why=text(request, "why"))
    return done(request, claim, act, _("Biaya dicoret."), field=f"why_cost_{row}")


@require_POST
@needs("handle-claims")
def inability_remove(request: SignedIn, claim: str) -> HttpResponse:
    """A month without work is taken off for a reason."""
    row = number_at(request, "row")
    act = partial(remove_inability, number=claim, month_id=row, why=text(request, "why"))
    return done(request, claim, act, _("Bulan itu dicoret."), field="why_month")
