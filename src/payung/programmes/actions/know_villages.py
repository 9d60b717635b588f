"""Know the villages before a line's places are shared out: who holds one, the base, the weight, and whom others cover there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max

from payung.programmes.models import Workforce
from payung.programmes.queries import statement
from payung.rules.allocation import Covered, base_up_to
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """By village: workers that hold a place, the base, the weight, and (for a base up to a number) whom others cover.

    `counted_on`: the day of the workforce count it rests on; None where there is none.
    """

    taken: Counts
    base: Counts
    weight: Counts
    method: str
    covered: dict[str, Covered]
    counted_on: date | None


def counts(line: FundingLine, name: str) -> Counts:
    """A number of workers by village, as sql/<name>.sql counts them for a line."""
    with connection.cursor() as db:
        db.execute(statement(name), {"line": line.pk})
        return dict(db.fetchall())


def _workforce(villages: list[str]) -> tuple[date | None, dict[str, tuple[int, int]]]:
    """The day of the latest count in these villages, and the eligible and covered workers of each in it."""
    latest = Workforce.objects.filter(village__in=villages).aggregate(day=Max("counted_on"))["day"]
    counted = Workforce.objects.filter(village__in=villages, counted_on=latest)
    return latest, {
        village: (eligible, covered)
        for village, eligible, covered in counted.values_list("village", "eligible", "covered")
    }


def _covered(
    line: FundingLine, villages: list[str], counted_on: date | None, counted: dict[str, tuple[int, int]]
) -> dict[str, Covered]:
    area = Area(line.region)
    facts = {
        "line": line.pk, "counted_on": counted_on, "from": area.starts, "until": area.ends,
        "term_first": line.term.first.first_day, "term_until": line.term.until.first_day,
    }  # fmt: skip
    with connection.cursor() as db:
        db.execute(statement("covered_by_lines"), facts)
        lines = {village: (here, others) for village, here, others in db.fetchall()}
    return {each: Covered(counted.get(each, (0, 0))[1], *lines.get(each, (0, 0))) for each in villages}


def know_villages(line: FundingLine, villages: list[str], rule: dict[str, Any], taken: Counts) -> Known:
    """What the rule of a line asks of its villages, read now."""
    counted_on, counted = _workforce(villages)
    if rule["weight"] == "proposals":
        weight = counts(line, "proposed")
    else:
        uncovered = rule["weight"] == "uncovered"
        weight = {village: eligible - covered * uncovered for village, (eligible, covered) in counted.items()}
    covered = {} if rule["up_to"] is None else _covered(line, villages, counted_on, counted)
    bases = [rule["base"]] * len(villages)
    if rule["base"] is None:
        bases = base_up_to(rule["up_to"], [covered[village].by_others for village in villages])
    rests_on = counted_on if covered or rule["weight"] != "proposals" else None
    return Known(taken, dict(zip(villages, bases, strict=True)), weight, rule["remainder"], covered, rests_on)
