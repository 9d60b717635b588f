"""GET /law/deadlines: by when to pay, to report and to claim, and when membership lapses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from payung.api.answers import Refusal
from payung.api.asked import JAKARTA, Asked, Whole, check_keys
from payung.rules.deadline import KINDS
from payung.rules.law import law
from payung.rules.read import read_day, read_moment, read_month
from payung.rules.told import Found, claim_told, deadlines_told, lapse_told, payment_told
from payung.units.refusal import Refused

router = Router(tags=["law"])


class DeadlinesAsked(Asked):
    """The kind (jkk or jkm) and at least one of complete_on, happened_on and last_paid."""

    kind: str
    complete_on: str = Field("", description="hari klaim lengkap, YYYY-MM-DD")
    paid_on: str = Field("", description="hari dibayar, YYYY-MM-DD")
    amount: Whole = Field(0, description="manfaat yang dibayar, dalam rupiah")
    happened_on: str = Field("", description="YYYY-MM-DD atau YYYY-MM-DDTHH:MM, jam Jakarta")
    last_paid: str = Field("", description="bulan iuran terakhir yang dibayar, YYYY-MM")


def _parts(asked: DeadlinesAsked) -> Iterator[Found]:
    if asked.complete_on:
        paid_on = read_day("paid_on", asked.paid_on) if asked.paid_on else None
        yield payment_told(law(), asked.kind, read_day("complete_on", asked.complete_on), paid_on, asked.amount)
    if asked.happened_on:
        yield claim_told(law(), asked.kind, read_moment("happened_on", asked.happened_on, JAKARTA))
    if asked.last_paid:
        yield lapse_told(law(), read_month("last_paid", asked.last_paid))


@router.get("/deadlines", response={200: dict[str, Any], 422: Refusal}, summary="Tenggat")
def deadlines(request: HttpRequest, asked: Query[DeadlinesAsked]) -> dict[str, Any]:
    """due_on, with the days off passed over and what lateness adds; claim_until and report_until; lapses_on. Null: no end."""
    check_keys(request, asked)
    if asked.kind not in KINDS:
        raise Refused("kind_unknown", kind=asked.kind, known=", ".join(KINDS))
    if not (parts := list(_parts(asked))):
        raise Refused("deadline_nothing_asked", field="complete_on", allowed="complete_on, happened_on, last_paid")
    return deadlines_told(law(), asked.kind, parts)
