"""GET /funding/lines/{code}/balance: what a funding line holds on a day, for a token that may see numbers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from payung.api.answers import Refusal
from payung.api.asked import Asked, On, check_keys, day_or_today
from payung.api.bearer import as_service, service
from payung.funding.queries import balance_on
from payung.funding.queries import line as line_with_code
from payung.insight.money import line_money
from payung.units.refusal import Refused

router = Router(tags=["funding"])


class BalanceAsked(Asked):
    """The day at whose end it is asked for."""

    on: On = None


class Balance(Schema):
    """What lies on each account at the end of a day, in whole rupiah. `unverified`: the promise was derived, no paper says it."""

    line: str
    on: str
    unverified: bool
    promised_idr: int
    left_idr: int
    committed_idr: int
    invoiced_idr: int
    paid_idr: int
    owed_idr: int
    received_idr: int
    bank_idr: int
    bpjs_idr: int


@router.get(
    "/{code}/balance", auth=service, response={200: Balance, 401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal},
    summary="Saldo suatu sumber dana",
)  # fmt: skip
def balance(request: HttpRequest, code: str, asked: Query[BalanceAsked]) -> dict[str, Any]:
    """A line whose money lies outside the token's area is as unknown as one that does not exist."""
    check_keys(request, asked)
    on = day_or_today(asked.on)
    with as_service(request, "see-numbers"):
        try:
            line = line_with_code(code[:40])
        except Refused:
            raise Refused("money_unknown", line=code[:40]) from None
        money = line_money(line.pk)
        if money is None:
            raise Refused("money_unknown", line=code[:40])
        held = balance_on(line, on)
    sums = {f"{name}_idr": held[name] for name in ("left", "committed", "invoiced", "paid", "owed", "bank", "bpjs")}
    return {
        "line": line.code, "on": on.isoformat(), "unverified": money.is_unverified, "promised_idr": -held["promise"],
        "received_idr": -held["payer"], **sums,
    }  # fmt: skip
