"""Who receives what a death gives: the first rank of living relations, each the same (PP 44/2015 Pasal 37(5))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from payung.rules.family import Heir
from payung.rules.heirs import heirs
from payung.rules.law import Law

Share = tuple[int | None, dict[str, Any]]


def death_shares(law: Law, on: date, amount_idr: int, relations: Sequence[str]) -> list[Share]:
    """For each payee its place among the relations that were named, None for what nobody inherits, and the share."""
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
