"""Sharing places out over villages: a base each, and the remainder by a proven method on a stated weight."""

from __future__ import annotations

from collections.abc import Sequence

from apportionment.methods import compute

from payung.units.refusal import Refused

METHODS = {"largest-remainder": "largest_remainder", "sainte-lague": "saintelague"}


def _remainder(method: str, weights: Sequence[int], places: int) -> list[int]:
    """Whole places that add up exactly; equal claims are settled by the order given (the village code)."""
    if not places:
        return [0] * len(weights)
    names = [str(n) for n in range(len(weights))]
    return [int(n) for n in compute(METHODS[method], list(weights), places, parties=names, tiesallowed=True)]


def share(places: int, *, base: int, weights: Sequence[int], method: str) -> list[int]:
    """Places per village, in the order of the weights; the sum is exactly `places`.

    Raises Refused("base_exceeds_places") when the base alone is more than there is, and
    Refused("weights_missing") when a remainder has to be shared and every weight is zero.
    """
    rest = places - base * len(weights)
    if rest < 0:
        raise Refused("base_exceeds_places", base=base, villages=len(weights), places=places)
    if rest and not sum(weights):
        raise Refused("weights_missing", places=rest)
    return [base + extra for extra in _remainder(method, weights, rest)]
