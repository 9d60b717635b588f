"""Who receives a death benefit, and how much each: the first rank of PP 44/2015 Pasal 37(5) that has a living member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.rules import asked
from payung.rules.answer import Answer, line
from payung.rules.family import Heir
from payung.rules.law import Law
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah


def _shared(amount_idr: int, count: int) -> list[int]:
    """Equal whole shares; the rupiah that cannot be shared goes to the first named."""
    share, rest = divmod(amount_idr, count)
    return [share + rest, *[share] * (count - 1)]


def _nobody(law: Law, on: date, amount_idr: int) -> Answer:
    order, burial = law.on("heirs/order", on), law.on("death/burial", on)
    cost = min(burial.value, amount_idr)
    rest = f"{in_rupiah(amount_idr)} - {in_rupiah(cost)}"
    items = (
        line(
            "burial_to_whoever_paid_it",
            cost,
            f"min({in_rupiah(burial.value)}, {in_rupiah(amount_idr)})",
            (order, burial),
        ),
        line("to_the_social_security_fund", amount_idr - cost, rest, (order,), also=(burial,)),
    )
    return Answer(items, (order, burial))


def heirs(law: Law, on: date, *, amount_idr: int, family: Sequence[Heir]) -> Answer:
    """One item an heir, with the share in rupiah; the shares add up to the amount. With nobody left, the burial cost goes to
    whoever paid the funeral and the rest to the Social Security Fund.

    Raises Refused for an unknown relation or a negative amount. Source: PP 44/2015 Pasal 37(5).
    """
    order, shares = law.on("heirs/order", on), law.on("heirs/shares", on)
    known = [relation for rank in order.value for relation in rank["relations"]]
    for member in family:
        if member.relation not in known:
            raise Refused("relation_unknown", relation=member.relation, known=", ".join(known))
    asked.whole("amount", amount_idr)
    for rank in order.value:
        if entitled := [member for member in family if member.relation in rank["relations"]]:
            formula = f"{in_rupiah(amount_idr)} / {len(entitled)}"
            also = (shares,) if len(entitled) > 1 else ()
            items = tuple(
                line(f"heir_{member.relation}", amount, formula, (order,), also=also, about=member.label)
                for member, amount in zip(entitled, _shared(amount_idr, len(entitled)), strict=True)
            )
            return Answer(items, (order, *also))
    return _nobody(law, on, amount_idr)
