"""One village on a day: how many are covered by whom, who waits; and the lines of a programme with their places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.insight import coverage
from payung.programmes.queries import programme
from payung.units.month import Month


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """One funding line with its places, in a region: how many there are, are taken, and how many workers wait."""

    code: str
    name: str
    kind: str
    payer: str
    existing: bool
    places: int
    taken: int
    waiting: int

    @property
    def left(self) -> int:
        return self.places - self.taken


_LINES = """
    SELECT line.code, line.name, line.kind, line.payer, line.existing, coalesce(quota.places, 0), coalesce(quota.taken, 0),
        (SELECT count(*) FROM enrolment WHERE line_id = line.id AND state = 'waiting'
            AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C")
    FROM funding_line line LEFT JOIN quota ON quota.line_id = line.id AND quota.region = %(region)s
    WHERE line.programme_code = %(programme)s
    ORDER BY line.existing DESC, line.first_month, line.id
"""


def lines_of_programme(code: str, *, region: str | None = None) -> list[LinePlaces]:
    """The lines of a programme with their places in a region (the programme's own when none is given)."""
    at = region or programme(code).region
    facts = {"programme": code, "region": at, "from": at, "until": f"{at}~"}
    with connection.cursor() as db:
        db.execute(_LINES, facts)
        return [LinePlaces(*row) for row in db.fetchall()]


@dataclass(frozen=True, slots=True)
class Village:
    """A village on a day. `earlier` are covered by a line of existing members, `fresh` by the village's own places, `besides`
    by lines without places of the village's own (sponsors); the target counts earlier and fresh."""

    code: str
    earlier: int
    fresh: int
    besides: int
    target: int
    coverage: coverage.Coverage
    lines: list[LinePlaces]

    @property
    def protected(self) -> int:
        return self.earlier + self.fresh

    @property
    def to_go(self) -> int:
        return max(0, self.target - self.protected)


_COUNTS = """
    SELECT coalesce(sum(workers) FILTER (WHERE existing), 0),
        coalesce(sum(workers) FILTER (WHERE NOT existing AND shared_out), 0),
        coalesce(sum(workers) FILTER (WHERE NOT existing AND NOT shared_out), 0)
    FROM cover_count
    JOIN funding_line line ON line.id = line_id
    CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM quota WHERE quota.line_id = line.id AND length(quota.region) = 13) AS shared_out
    ) AS places
    WHERE village = %s AND month = %s AND programme_code = %s
"""


def village(code: str, programme_code: str, on: date) -> Village:
    """One village on a day, under one programme. Raises Refused for an unknown region or one that nobody counted."""
    with connection.cursor() as db:
        db.execute(_COUNTS, [code, Month.of(on).first_day, programme_code])
        earlier, fresh, besides = (int(number) for number in db.fetchone())
    target = programme(programme_code).village_target
    lines = lines_of_programme(programme_code, region=code)
    return Village(code, earlier, fresh, besides, target, coverage.of(code, on), lines)
