"""School years of scholarships as a calendar: by the day from which each is due, by what it waits for, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from payung.claims.models import ScholarshipYear
from payung.units.region import Area

# So many days before its day a year is looked after: time to bring a paper from a school.
AHEAD_DAYS = 60
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Years:
    """Which school years a calendar shows: of which area, waiting for what, seen from which day."""

    area: Area
    waits_for: str
    on: date


def _by_wait(on: date) -> dict[str, Q]:
    """What a year waits for, by its code: the proof soon, other eyes, the bank; or it was paid, comes later, or has ended."""
    soon = Q(due_on__lte=on + timedelta(days=AHEAD_DAYS))
    open_ = Q(state__in=("planned", "refused"))
    return {
        "due": soon & ~Q(state__in=("paid", "ended")), "proof": soon & open_, "approval": Q(state="proven", payout=None),
        "money": Q(state="proven", payout__isnull=False), "paid": Q(state="paid"), "later": ~soon & open_,
        "ended": Q(state="ended"),
    }  # fmt: skip


WAITS = tuple(_by_wait(date(2025, 1, 1)))


def _inside(area: Area) -> QuerySet[ScholarshipYear]:
    return ScholarshipYear.objects.filter(village__gte=area.code, village__lt=f"{area.code}~")


def school_years(
    wanted: Years, *, after: int | None = None, limit: int = _PAGE
) -> tuple[list[ScholarshipYear], bool]:  # fmt: skip
    """A page of years in sight, the earliest first, and whether more follow; `after` is the number of the last row before."""
    known = _inside(wanted.area).select_related("claim__person", "child__heir", "payout")
    found = known.filter(_by_wait(wanted.on)[wanted.waits_for]).order_by("due_on", "id")
    if after is not None:
        last = ScholarshipYear.objects.filter(pk=after).first()
        found = (
            found.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, pk__gt=last.pk)) if last else found.none()
        )
    page = list(found[: limit + 1])
    return page[:limit], len(page) > limit


def every_school_year(wanted: Years) -> Iterator[ScholarshipYear]:
    """All years of the calendar, page after page."""
    after, more = None, True
    while more:
        page, more = school_years(wanted, after=after, limit=2_000)
        yield from page
        after = page[-1].pk if page else None


def school_year(year_id: int) -> ScholarshipYear | None:
    """One year in sight with its child and claim, or None."""
    return ScholarshipYear.objects.select_related("claim", "child__heir").filter(pk=year_id).first()


def school_years_waiting(area: Area, on: date) -> dict[str, int]:
    """How many years of an area wait for each thing."""
    counted: dict[str, int] = _inside(area).aggregate(
        **{code: Count("pk", filter=which) for code, which in _by_wait(on).items()}
    )
    return counted


def waits_for(year: ScholarshipYear, on: date) -> str:
    """What one year waits for: the first of the codes, besides "due", that it stands under."""
    if year.state in ("paid", "ended"):
        return year.state
    if year.state == "proven":
        return "money" if year.payout_id else "approval"
    return "proof" if year.due_on <= on + timedelta(days=AHEAD_DAYS) else "later"
