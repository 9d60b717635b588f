"""Sharing places out over villages: a base each, and the remainder by a proven method on a stated weight.

In exact fractions: `apportionment`, the library that the tests compare with, settles equal claims by rounding (docs/adr/0011).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heapreplace
from math import ceil

from payung.units.refusal import Refused
from payung.units.region import Area

METHODS = ("largest-remainder", "sainte-lague")
WEIGHTS = ("eligible", "uncovered", "proposals")


@dataclass(frozen=True, slots=True)
class Pot:
    """Places that are shared out over the villages of a region for itself: those of regions with a number of their own left out.

    `places` is negative where the regions inside were given more than there is.
    """

    region: str
    places: int
    villages: list[str]


def pots(top: str, places: int, regions: Mapping[str, int], villages: Iterable[str]) -> list[Pot]:
    """The places of a line split by regions that have a number of their own, the whole region first. Every village is in one."""
    own = {top: places, **regions}
    around = {code: _narrowest(code, [each for each in own if each != code]) for code in own}
    left = {code: own[code] - sum(own[each] for each in own if around[each] == code) for code in own}
    held: dict[str, list[str]] = {code: [] for code in own}
    for village in villages:
        held[_narrowest(village, own) or top].append(village)
    return [Pot(code, left[code], held[code]) for code in sorted(own)]


def _narrowest(code: str, regions: Iterable[str]) -> str | None:
    return max((each for each in regions if code in Area(each)), key=len, default=None)


@dataclass(frozen=True, slots=True)
class Covered:
    """Covered workers of a village, for a base that fills it up to a number.

    `counted` by the workforce count; `counted_here`, those of them whom the program's own lines cover, which it knows one by one;
    `others`, the places that other lines of the same months hold or keep there. The line's own workers are in its base.
    """

    counted: int
    counted_here: int
    others: int

    @property
    def by_others(self) -> int:
        """Whoever is covered without the line: the count without our lines, and what the other lines hold or keep now."""
        return max(0, self.counted - self.counted_here) + self.others


def base_up_to(target: int, covered: Sequence[int]) -> list[int]:
    """The base that lifts each village to a target of protected workers, those already covered counted: never below zero."""
    return [max(0, target - already) for already in covered]


@dataclass(frozen=True, slots=True)
class Share:
    """The number of a village and why, so that anybody can do the sum by hand.

    `claim` is weight x remainder / sum of weights, exactly. Largest remainder: `extra` is the whole part of the claim, and
    one more (`one_more`) where the part behind the whole, `quotient`, is among the largest. Sainte-Lague: the places go to the
    largest of weight / 1, / 3, / 5 ...; `quotient` is weight / (2 x extra + 1), by which the next would have been judged.
    """

    base: int
    weight: int
    claim: Fraction
    extra: int
    quotient: Fraction
    one_more: bool

    @property
    def places(self) -> int:
        return self.base + self.extra


def share(places: int, *, bases: Sequence[int], weights: Sequence[int], method: str) -> list[Share]:
    """Places per village with their reasons, in the order given; the sum is exactly `places`. It needs nothing else.

    Exact fractions; equal claims are settled by the order given (the village code). Raises Refused("base_exceeds_places") when
    the bases alone are more than there is, and Refused("weights_missing") when there is a remainder and every weight is zero.
    """
    rest, total = places - sum(bases), sum(weights)
    if rest < 0:
        raise Refused("base_exceeds_places", base=max(bases, default=0), villages=len(bases), places=places)
    if rest and not total:
        raise Refused("weights_missing", places=rest)
    claims = [Fraction(weight * rest, total or 1) for weight in weights]
    extras = (_by_remainder if method == "largest-remainder" else _by_quotient)(claims, weights, rest)
    shares = []
    for base, weight, claim, extra in zip(bases, weights, claims, extras, strict=True):
        quotient = claim - int(claim) if method == "largest-remainder" else Fraction(weight, 2 * extra + 1)
        one_more = method == "largest-remainder" and extra > int(claim)
        shares.append(Share(base, weight, claim, extra, quotient, one_more))
    return shares


def _by_remainder(claims: Sequence[Fraction], weights: Sequence[int], rest: int) -> list[int]:
    """The whole parts, then a place each to the largest parts behind the whole; equal ones in the order given."""
    whole = [int(claim) for claim in claims]
    order = sorted(range(len(claims)), key=lambda n: (whole[n] - claims[n], n))
    more = set(order[: rest - sum(whole)])
    return [certain + (n in more) for n, certain in enumerate(whole)]


def _by_quotient(claims: Sequence[Fraction], weights: Sequence[int], rest: int) -> list[int]:
    """A place each to the largest of weight / 1, / 3, / 5 ...; equal ones in the order given.

    Quotients above that of `slack` places too few cannot all together be more than there are places: those come first, at once.
    """
    slack = len(weights)
    fewer = max(0, 2 * rest - slack)  # twice the places, less what rounding may add
    half = (
        Fraction(sum(weights), fewer) if fewer else None
    )  # half of the divisor; a quotient above it surely has a place
    had = [(ceil(weight / half) // 2 if half else 0) for weight in weights]
    queue = [(-Fraction(weight, 2 * count + 1), n) for n, (weight, count) in enumerate(zip(weights, had, strict=True))]
    heapify(queue)
    for _ in range(rest - sum(had)):
        _quotient, n = queue[0]
        had[n] += 1
        heapreplace(queue, (-Fraction(weights[n], 2 * had[n] + 1), n))
    return had
