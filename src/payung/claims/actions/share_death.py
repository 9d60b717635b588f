"""Who receives what a death gives: the first rank of living relations, each the same (PP 44/2015 Pasal 37(5))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from payung.claims.models import FUNERAL
from payung.rules.answer import Answer
from payung.rules.family import Heir
from payung.rules.heirs import heirs
from payung.rules.law import Law
from payung.units.rupiah import in_rupiah

Share = tuple[int | None, dict[str, Any]]


def nobody_left(relations: Sequence[str]) -> bool:
    """Whether it was stated that no relation is left, but somebody who handled the funeral."""
    return FUNERAL in relations


def only_the_burial(law: Law, on: date, answer: Answer) -> Answer:
    """What is paid of it where nobody is left: the burial cost. The rest stays with the fund, as a line that takes it off."""
    told = heirs(law, on, amount_idr=answer.total_idr, family=())
    kept = tuple(
        replace(item, code="stays_with_the_fund", amount_idr=-item.amount_idr)
        for item in told.items
        if item.code == "to_the_social_security_fund" and item.amount_idr
    )
    return answer + Answer(kept, told.rests_on)


def _to_the_funeral(law: Law, on: date, amount_idr: int) -> list[Share]:
    order = law.on("heirs/order", on)
    said = {"code": "burial_to_whoever_paid_it", "amount_idr": amount_idr, "formula": in_rupiah(amount_idr)}
    return [(0, {**said, "article": order.source, "evidence": order.evidence})] if amount_idr else []


def death_shares(law: Law, on: date, amount_idr: int, relations: Sequence[str]) -> list[Share]:
    """For each payee its place among the relations that were named, None for what nobody inherits, and the share."""
    if nobody_left(relations):
        return _to_the_funeral(law, on, amount_idr)
    family = [Heir(relation, str(at)) for at, relation in enumerate(relations)]
    told = heirs(law, on, amount_idr=amount_idr, family=family).items
    return [
        (int(item.about) if item.about else None,
         {"code": item.code, "amount_idr": item.amount_idr, "formula": item.formula, "article": item.article,
          "evidence": item.evidence})
        for item in told if item.amount_idr
    ]  # fmt: skip


def with_names(shares: Sequence[Share], ids: Sequence[int], names: Sequence[str]) -> list[dict[str, Any]]:
    """The shares as they are kept: each with the number and name of its heir."""
    return [
        {"heir": None if at is None else ids[at], "name": "" if at is None else names[at], **share}
        for at, share in shares
    ]
