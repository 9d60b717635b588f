"""The waiting list of a funding line: who stands where, and why, in the one order that places are given in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from payung.insight.read import rows
from payung.units.region import Area

PAGE = 50
MOST_OFFERS = 50
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """One worker who waits. `rank` counts in the area that is shown, `rank_in_village` in the own village; what decided both
    stands in order: offers let pass, decile, heir named, day proposed, lot (its first eight digits)."""

    enrolment: int
    person: int
    name: str
    nik_masked: str
    village: str
    kind: str
    village_name: str
    rank: int
    rank_in_village: int
    offers_passed: int
    decile: int | None
    heir_named: bool
    proposed_on: date
    lot: str
    held_until: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """A place that is held for a worker, until when it can be accepted and from when it would cover."""

    id: int
    person: int
    name: str
    nik_masked: str
    kind: str
    village_name: str
    offered_on: date
    held_until: date
    cover_from: date


@dataclass(frozen=True, slots=True)
class WaitingVillage:
    """How many wait in one village."""

    code: str
    name: str
    district: str
    workers: int


def waiting_list(line_id: int, *, within: str = "", after: int = 0, limit: int = PAGE) -> tuple[list[Waiting], bool]:
    """One page of the waiting list of a line below a code, in its order, and whether there are more."""
    area = Area(within)
    facts: dict[str, Any] = {
        "line": line_id,
        "from": area.starts,
        "until": area.ends,
        "after": after,
        "limit": limit + 1,
    }
    found = [Waiting(*row) for row in rows("line_waiting", facts)]
    return found[:limit], len(found) > limit


def whole_waiting_list(line_id: int, *, within: str = "") -> Iterator[Waiting]:
    """Everybody who waits for a line below a code, in order."""
    after, more = 0, True
    while more:
        found, more = waiting_list(line_id, within=within, after=after, limit=_AT_ONCE)
        yield from found
        after = found[-1].enrolment if found else 0


def waiting_villages(line_id: int) -> list[WaitingVillage]:
    """The villages in which workers wait for a line, by code."""
    return [WaitingVillage(*row) for row in rows("waiting_villages", {"line": line_id})]


def held_places(line_id: int) -> list[Held]:
    """The places of a line that are held for somebody, the soonest to expire first, at most fifty."""
    return [Held(*row) for row in rows("open_offers", {"line": line_id, "limit": MOST_OFFERS})]
