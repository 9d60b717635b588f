"""The places of a funding line per village: how many, how many are left, who waits, and how each number came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from payung.insight.read import rows
from payung.rules.allocation import Covered
from payung.units.region import Area

PAGE = 50
SORTS = ("name", "left", "waiting")
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class VillageQuota:
    """One village's places of a line. `base`, `weight` and `extra` are None where no rule shared them out.

    `counted`, `counted_here` and `others` (rules.allocation.Covered) are None for a base that counts nobody.

    `rest` are the places and `total` the weight of all villages that it shared the remainder with.
    """

    code: str
    name: str
    kind: str
    district: str
    places: int
    taken: int
    waiting: int
    base: int | None
    weight: int | None
    extra: int | None
    kept_taken: bool
    counted: int | None
    counted_here: int | None
    others: int | None
    rest: int | None
    total: int | None

    @property
    def left(self) -> int:
        return self.places - self.taken

    @property
    def covered(self) -> int | None:
        """Whom the base counts as covered without the line; None for a base that counts nobody."""
        if self.counted is None or self.counted_here is None or self.others is None:
            return None
        return Covered(self.counted, self.counted_here, self.others).by_others

    @property
    def moved(self) -> int:
        """Places that came from other villages since they were shared out; below zero when they went there."""
        return self.places - (self.base or 0) - (self.extra or 0) if self.base is not None else 0

    @property
    def claim(self) -> Fraction | None:
        """What the village may claim of the remainder, exactly: weight x remainder / sum of weights."""
        if self.weight is None or self.rest is None or self.kept_taken:
            return None
        return Fraction(self.weight * self.rest, self.total) if self.total else Fraction(0)

    @property
    def whole(self) -> int | None:
        """The whole part of the claim, for the remainder is shared out in whole places."""
        return None if self.claim is None else int(self.claim)

    @property
    def part(self) -> Fraction | None:
        """The part of the claim behind the whole: the largest of these get one more place."""
        return None if self.claim is None else self.claim - int(self.claim)

    @property
    def next_quotient(self) -> Fraction | None:
        """What the next place would have been judged by (Sainte-Lague): weight / (2 x extra + 1)."""
        return None if self.weight is None or self.extra is None else Fraction(self.weight, 2 * self.extra + 1)


@dataclass(frozen=True, slots=True)
class DistrictQuota:
    """The places of a line in one district, summed up; `full` are villages with no place left."""

    code: str
    name: str
    villages: int
    places: int
    taken: int
    waiting: int
    full: int

    @property
    def left(self) -> int:
        return self.places - self.taken


def village_quotas(
    line_id: int, *, within: str = "", sort: str = "", after: str = "", limit: int = PAGE
) -> tuple[list[VillageQuota], bool]:
    """One page of the villages of a line below a code, by code, name, most left or most waiting, and whether there are more."""
    area = Area(within)
    facts: dict[str, Any] = {
        "line": line_id, "from": area.starts, "until": area.ends, "sort": sort, "after": after, "limit": limit + 1,
    }  # fmt: skip
    found = [VillageQuota(*row) for row in rows("quota_rows", facts)]
    return found[:limit], len(found) > limit


def all_village_quotas(line_id: int, *, within: str = "") -> Iterator[VillageQuota]:
    """Every village of a line below a code, by code."""
    after, more = "", True
    while more:
        found, more = village_quotas(line_id, within=within, after=after, limit=_AT_ONCE)
        yield from found
        after = found[-1].code if found else ""


def district_quotas(line_id: int) -> list[DistrictQuota]:
    """The districts in which villages have places of a line, by code."""
    return [DistrictQuota(*row) for row in rows("quota_districts", {"line": line_id})]
