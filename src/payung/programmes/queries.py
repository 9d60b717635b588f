"""Reads of programmes, quotas and the workforce."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Length

from payung.programmes.models import Programme, Quota, Sharing, WaitingRule, Workforce
from payung.rules.eligibility import Limits
from payung.units.refusal import Refused
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def programme(code: str) -> Programme:
    """The programme with this code. Raises Refused("programme_unknown") naming the programmes there are."""
    if found := Programme.objects.filter(code=code).first():
        return found
    known = ", ".join(Programme.objects.values_list("code", flat=True)) or "-"
    raise Refused("programme_unknown", programme=code, known=known)


def limits(programme: Programme) -> Limits:
    """What the programme asks of a worker on top of the law."""
    return Limits(programme.decile_at_most, tuple(programme.occupations))


def quotas(line: FundingLine) -> QuerySet[Quota]:
    """The quotas of a line, the whole region first, then by code."""
    return Quota.objects.filter(line=line).order_by("region")


def quotas_above(line: FundingLine) -> list[Quota]:
    """The quotas of a line that are no village's, by code: the whole region first, then regions with a number of their own."""
    return list(Quota.objects.alias(length=Length("region")).filter(line=line, length__lt=13).order_by("region"))


def waiting_rule(line: FundingLine) -> WaitingRule | None:
    """How the waiting list of a line goes; None for a line that no programme file opened."""
    return WaitingRule.objects.filter(line=line).first()


def sharing(line: FundingLine) -> Sharing | None:
    """By which rule the places of a line were shared out; None for one pool."""
    return Sharing.objects.filter(line=line).first()


def latest_count(line: FundingLine) -> date | None:
    """The day of the latest workforce count in the villages of a line's region that are in sight, or None."""
    area = Area(line.region)
    counted = Workforce.objects.filter(village__gte=area.starts, village__lt=area.ends)
    return counted.order_by("-counted_on").values_list("counted_on", flat=True).first()


def levels(line: FundingLine) -> list[int]:
    """The lengths of the region codes at which a line has quotas, villages (13) first: one to four levels."""
    with connection.cursor() as db:
        db.execute(statement("levels"), {"line": line.pk})
        return [length for (length,) in db.fetchall()]


def whole_quota(line: FundingLine, programme: Programme) -> Quota:
    """The quota of the whole line: its hard limit."""
    return Quota.objects.get(line=line, region=programme.region)


def workforce_day(on: date) -> date | None:
    """The day of the latest workforce count not after a day, or None."""
    return (
        Workforce.objects.filter(counted_on__lte=on)
        .order_by("-counted_on")
        .values_list("counted_on", flat=True)
        .first()
    )


def miscounted() -> list[tuple[str, str, int, int]]:
    """Quotas whose `taken` differs from a recount of placed workers: line, region, taken, recounted. Empty when all is well."""
    with connection.cursor() as db:
        db.execute(statement("miscounted"))
        return list(db.fetchall())


def programmes_in(area: Area) -> list[Programme]:
    """The programmes whose region holds an area or lies inside it, by code."""
    return [p for p in Programme.objects.order_by("code") if p.region in area or area.code.startswith(p.region)]


def shared_out(lines: Sequence[int]) -> set[int]:
    """Which of these lines (by id) have places of their own in villages."""
    own = Quota.objects.alias(length=Length("region")).filter(line_id__in=lines, length=13)
    return set(own.values_list("line_id", flat=True))


def planned_moves(*, line: FundingLine) -> list[tuple[str, str, int]]:
    """From which village to which how many places go: in each pot, one a turn of the table `decided` (village, pot, turn)."""
    with connection.cursor() as db:
        db.execute(statement("planned_moves"), {"line": line.pk})
        return list(db.fetchall())
