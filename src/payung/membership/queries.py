"""Reads of enrolments and of the ledger of months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, Exists, OuterRef

from payung.membership.models import ENDS, ENDS_OF_A_VILLAGE, AnswerFile, CoverMonth, Enrolment, Offer
from payung.units.month import Month

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class CoverOn:
    """A worker's cover on a day: who pays, the unbroken run of months around the day, and the months paid up to it."""

    line: FundingLine
    since: Month
    until: Month
    months_paid: int
    months_consecutive: int


def _run_around(months: set[Month], month: Month) -> tuple[Month, Month]:
    first, last = month, month
    while first.plus(-1) in months:
        first = first.plus(-1)
    while last.plus(1) in months:
        last = last.plus(1)
    return first, last.plus(1)


def cover_on(person_id: int, on: date) -> CoverOn | None:
    """The cover of a worker on a day, or None when nobody pays that month. `until` is the first month not covered."""
    rows = CoverMonth.objects.filter(person_id=person_id).select_related("line")
    payer_of = {Month.of(row.month): row.line for row in rows}
    month = Month.of(on)
    if month not in payer_of:
        return None
    since, until = _run_around(set(payer_of), month)
    paid = sum(1 for m in payer_of if m <= month)
    return CoverOn(payer_of[month], since, until, paid, since.months_until(month) + 1)


def last_covered_month(person_id: int, before: date) -> Month | None:
    """The last month before a day's month in which the worker was covered, or None."""
    months = CoverMonth.objects.filter(person_id=person_id, month__lt=Month.of(before).first_day)
    found = months.order_by("-month").values_list("month", flat=True).first()
    return Month.of(found) if found else None


def enrolments(person_id: int) -> list[Enrolment]:
    """A worker's enrolments with their lines, the latest first."""
    return list(Enrolment.objects.filter(person_id=person_id).select_related("line").order_by("-id"))


def offer(offer_id: int) -> Offer | None:
    """The offer with this number and its line, or None outside the area seen."""
    return Offer.objects.select_related("line").filter(pk=offer_id).first()


def people_of_batch(batch_id: int) -> list[int]:
    """The workers that a list enrolled."""
    return list(Enrolment.objects.filter(batch=batch_id).values_list("person_id", flat=True))


def first_covered_month(person_id: int, line_id: int) -> Month | None:
    """The first month that a line pays for a worker, or None."""
    months = CoverMonth.objects.filter(person_id=person_id, line_id=line_id).order_by("month")
    found = months.values_list("month", flat=True).first()
    return Month.of(found) if found else None


def enrolment(enrolment_id: int) -> Enrolment | None:
    """The enrolment with this number in sight, with its line, or None."""
    return Enrolment.objects.select_related("line").filter(pk=enrolment_id).first()


def ended_by_death(person_id: int) -> list[Enrolment]:
    """What a death ended of a worker in sight and has not come back, the last of each line, by line."""
    known = Enrolment.objects.filter(person_id=person_id)
    again = known.exclude(state="ended").values("line_id")
    ended = known.select_related("line").filter(ended_why="died").exclude(line_id__in=again)
    return list(ended.order_by("line_id", "-id").distinct("line_id"))


def end_reasons(*, every: bool) -> tuple[str, ...]:
    """The reasons for which a place may end: every one, or those that a village knows by itself."""
    return ENDS if every else ENDS_OF_A_VILLAGE


def answer_files(line: FundingLine) -> list[AnswerFile]:
    """The files of answers about a line that were taken in the area in sight, the latest first."""
    return list(AnswerFile.objects.filter(line=line).order_by("-id"))


def answer_file(file_id: int) -> AnswerFile | None:
    """The file of answers with this number, with its line, or None."""
    return AnswerFile.objects.select_related("line").filter(pk=file_id).first()


def seats_of(line: FundingLine) -> int:
    """How many workers in sight hold a seat on a line."""
    return Enrolment.objects.filter(line=line, state="placed").count()


def seats_not_renewed(line: FundingLine, later: Sequence[FundingLine]) -> int:
    """How many workers in sight hold a seat on a line and neither have nor wait for one on a later line."""
    gone_on = Enrolment.objects.filter(person=OuterRef("person"), line__in=later, state__in=("placed", "waiting"))
    return Enrolment.objects.filter(~Exists(gone_on), line=line, state="placed").count()


def last_paid_month(person_id: int) -> Month | None:
    """The last month that anybody pays for a worker, or None."""
    found = CoverMonth.objects.filter(person_id=person_id).order_by("-month").values_list("month", flat=True).first()
    return Month.of(found) if found else None


def miscommitted() -> list[tuple[str, date, int, int]]:
    """Months whose committed money differs from the cover that no invoice holds: line, month, committed, recounted."""
    with connection.cursor() as db:
        db.execute(statement("miscommitted"))
        return list(db.fetchall())


def ended_after(day: date) -> dict[str, int]:
    """How many places and waits in sight ended after a day, by the code of their line."""
    ended = Enrolment.objects.filter(state="ended", ended_on__gt=day).order_by()
    return dict(ended.values_list("line__code").annotate(number=Count("id")))
