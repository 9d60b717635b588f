"""GET /law/terms: what a planned term gives, before the money is spent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from payung.api.answers import Refusal, Term
from payung.api.asked import Asked, Whole, check_keys, language
from payung.rules.law import law
from payung.rules.read import read_month
from payung.rules.term import advise, planned_term
from payung.rules.told import term_told

router = Router(tags=["law"])


class TermAsked(Asked):
    """The first month, how many, who pays, and how many months were covered right before."""

    first: str = Field(alias="from", description="bulan pertama, YYYY-MM")
    months: Whole
    payer: str
    covered_before: Whole = 0
    sector: str = "other"
    income: Whole = 0


@router.get("/terms", response={200: Term, 422: Refusal}, summary="Nasihat masa bayar")
def terms(request: HttpRequest, asked: Query[TermAsked]) -> dict[str, Any]:
    """Month by month, with a warning when no month of the term reaches the full benefit."""
    check_keys(request, asked)
    advice = advise(
        law(), planned_term(read_month("from", asked.first), asked.months), payer_kind=asked.payer, sector=asked.sector,
        income_idr=asked.income, covered_before=asked.covered_before,
    )  # fmt: skip
    return term_told(advice, law(), language(request))
