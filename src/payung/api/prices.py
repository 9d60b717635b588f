"""GET /law/prices: what one worker-month costs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from payung.api.answers import Refusal, Told
from payung.api.asked import Asked, Whole, check_keys, told
from payung.rules.contribution import contribution
from payung.rules.law import law
from payung.rules.read import read_month

router = Router(tags=["law"])


class PriceAsked(Asked):
    """Who pays (apbn, apbd-prov, apbd-kab, apbdes, dbhcht, csr, zakat, self), for which sector, month and income."""

    payer: str
    sector: str = "other"
    month: str = Field(description="bulan iuran, YYYY-MM")
    income: Whole = Field(description="penghasilan sebulan dalam rupiah")
    jht: bool = False


@router.get("/prices", response={200: Told, 422: Refusal}, summary="Iuran satu pekerja untuk satu bulan")
def prices(request: HttpRequest, asked: Query[PriceAsked]) -> dict[str, Any]:
    """The items jkk and jkm, and jht by choice."""
    check_keys(request, asked)
    month = read_month("month", asked.month)
    answer = contribution(
        law(), payer_kind=asked.payer, sector=asked.sector, month=month, income_idr=asked.income, with_jht=asked.jht
    )
    return told(request, answer, month.first_day)
