"""Claims as a list of work: by deadline, by what they wait for, and how many are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from payung.claims.models import STATES, Assessment, Claim
from payung.units.region import Area

OPEN = ("reported", "complete", "assessed", "approved")
# No clock runs, nothing waits for anybody.
OVER = ("paid", "refused", "withdrawn")
# How the list may be sorted: by which columns, and in which direction.
SORTS = {"due": ("due", "pk"), "-reported": ("-pk",), "village": ("village", "pk")}
_NO_CLOCK = date(9999, 12, 31)
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims a list shows: of which area, in which states, sorted how."""

    area: Area
    states: tuple[str, ...] = OPEN
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many claims wait: in each state, those of them that are overdue or held, and those not assessed by somebody."""

    by_state: dict[str, int]
    overdue: int
    held: int
    for_my_eyes: int

    @property
    def open(self) -> int:
        return sum(self.by_state[state] for state in OPEN)


def _of(wanted: Wanted) -> QuerySet[Claim]:
    due = Coalesce(F("due_on"), Value(_NO_CLOCK))
    found = Claim.objects.select_related("person", "line").filter(state__in=wanted.states).annotate(due=due)
    return found.filter(village__gte=wanted.area.code, village__lt=f"{wanted.area.code}~").order_by(*SORTS[wanted.sort])


def _behind(last: Claim, sort: str) -> Q:
    """What comes after a row in this order."""
    if sort == "-reported":
        return Q(pk__lt=last.pk)
    column = "due" if sort == "due" else "village"
    value = (last.due_on or _NO_CLOCK) if sort == "due" else last.village
    return Q(**{f"{column}__gt": value}) | Q(**{column: value, "pk__gt": last.pk})


def work_list(wanted: Wanted, *, after: int | None = None, limit: int = _PAGE) -> tuple[list[Claim], bool]:
    """A page of claims in sight and whether more follow; `after` is the number of the last row of the page before."""
    found = _of(wanted)
    if after is not None:
        last = Claim.objects.filter(pk=after).first()
        found = found.filter(_behind(last, wanted.sort)) if last else found.none()
    page = list(found[: limit + 1])
    return page[:limit], len(page) > limit


def whole_list(wanted: Wanted) -> Iterator[Claim]:
    """Every claim of the list, page after page."""
    after, more = None, True
    while more:
        page, more = work_list(wanted, after=after, limit=2_000)
        yield from page
        after = page[-1].pk if page else None


def waiting(area: Area, *, on: date, by: str) -> Waiting:
    """How many claims of an area wait on a day, and how many of those assessed were computed by others than `by`."""
    inside = Claim.objects.filter(village__gte=area.code, village__lt=f"{area.code}~")
    rows = dict(inside.values_list("state").annotate(n=Count("pk")).order_by())
    not_over = Q(state__in=OPEN)
    told: dict[str, Any] = inside.aggregate(
        overdue=Count("pk", filter=not_over & Q(due_on__lt=on)), held=Count("pk", filter=not_over & ~Q(held_why=""))
    )
    mine = inside.filter(state="assessed", held_why="").exclude(_assessed_last_by(by)).count()
    return Waiting({state: rows.get(state, 0) for state in STATES}, told["overdue"], told["held"], mine)


def _assessed_last_by(by: str) -> Q:
    last = Assessment.objects.filter(claim=OuterRef("pk")).order_by("-pk").values("made_by")[:1]
    return Q(pk__in=Claim.objects.annotate(author=Subquery(last)).filter(state="assessed", author=by).values("pk"))
