"""Who receives a death benefit, and how much each: the first rank of PP 44/2015 Pasal 37(5) that has a living member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.rules.answer import Answer, Item
from payung.rules.law import Law
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah


@dataclass(frozen=True, slots=True)
class Heir:
    """A living relation of the worker: how related, and a label to tell one from another."""

    relation: str
    label: str = ""


def _shared(amount_idr: int, count: int) -> list[int]:
    """Equal whole shares; the rupiah that cannot be shared goes to the first named."""
    share, rest = divmod(amount_idr, count)
    return [share + rest, *[share] * (count - 1)]


def _nobody(law: Law, on: date, amount_idr: int) -> Answer:
    order, burial = law.on("heirs/order", on), law.on("death/burial", on)
    cost = min(burial.value, amount_idr)
    items = (
        Item("burial_to_whoever_paid_it", cost, in_rupiah(cost), order.source, order.evidence),
        Item("to_the_social_security_fund", amount_idr - cost, f"{in_rupiah(amount_idr)} - {in_rupiah(cost)}",
             order.source, order.evidence),
    )  # fmt: skip
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
    if amount_idr < 0:
        raise Refused("field_invalid", field="amount", given=amount_idr, allowed=">= 0")
    for rank in order.value:
        if entitled := [member for member in family if member.relation in rank["relations"]]:
            amounts = _shared(amount_idr, len(entitled))
            formula = f"{in_rupiah(amount_idr)} / {len(entitled)}"
            items = tuple(
                Item(f"heir_{member.relation}", amount, formula, order.source, order.evidence, member.label)
                for member, amount in zip(entitled, amounts, strict=True)
            )
            return Answer(items, (order, shares) if len(entitled) > 1 else (order,))
    return _nobody(law, on, amount_idr)
