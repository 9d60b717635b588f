"""GET /law/deadlines: by when to pay, to report and to claim, and when membership lapses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from payung.api.answers import Refusal
from payung.api.asked import Asked, Whole, check_keys, language
from payung.rules import deadline
from payung.rules.law import law
from payung.rules.read import read_day, read_if, read_moment, read_month
from payung.rules.told import deadlines_told

router = Router(tags=["law"])


class DeadlinesAsked(Asked):
    """The kind (jkk or jkm) and at least one of complete_on, happened_on and last_paid."""

    kind: str
    complete_on: str | None = Field(None, description="hari klaim lengkap, YYYY-MM-DD")
    paid_on: str | None = Field(None, description="hari dibayar, YYYY-MM-DD")
    amount: Whole = Field(0, description="manfaat yang dibayar, dalam rupiah")
    happened_on: str | None = Field(None, description="YYYY-MM-DD atau YYYY-MM-DDTHH:MM, jam Jakarta")
    last_paid: str | None = Field(None, description="bulan iuran terakhir yang dibayar, YYYY-MM")


@router.get("/deadlines", response={200: dict[str, Any], 422: Refusal}, summary="Tenggat")
def deadlines(request: HttpRequest, asked: Query[DeadlinesAsked]) -> dict[str, Any]:
    """due_on, with the days off passed over and what lateness adds; claim_until and report_until; lapses_on. Null: no end.
    Each stands among the items too, with the count that leads to it, its article and evidence."""
    check_keys(request, asked)
    found = deadline.deadlines(
        law(), asked.kind, complete_on=read_if(read_day, "complete_on", asked.complete_on),
        paid_on=read_if(read_day, "paid_on", asked.paid_on), amount_idr=asked.amount,
        happened_at=read_if(read_moment, "happened_on", asked.happened_on),
        last_paid=read_if(read_month, "last_paid", asked.last_paid),
    )  # fmt: skip
    return deadlines_told(found, law(), asked.kind, language(request))
