"""Reads of complaints: one with its steps, those of a worker or a claim, and the list of work with its counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from payung.complaints.models import ABOUT, STATES, Complaint, ComplaintStep
from payung.units.region import Area

OPEN = ("received", "taken")
KINDS = ABOUT
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which complaints a list shows: of which area, in which states, about what (empty is anything), of one owner or all."""

    area: Area
    states: tuple[str, ...] = OPEN
    about: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many complaints are in each state, how many of those not answered are overdue, and how many of them are one's own."""

    by_state: dict[str, int]
    overdue: int
    mine: int

    @property
    def open(self) -> int:
        return sum(self.by_state[state] for state in OPEN)


def complaint(number: str) -> Complaint | None:
    """The complaint with this number in sight, with its worker and claim, or None."""
    return Complaint.objects.select_related("person", "claim").filter(number=number).first()


def steps(of: Complaint) -> list[ComplaintStep]:
    """The steps that it took, the first one first."""
    return list(ComplaintStep.objects.filter(complaint=of).order_by("id"))


def complaints_of(person_id: int) -> list[Complaint]:
    """The complaints about a worker in sight, the latest first."""
    return list(Complaint.objects.filter(person_id=person_id).order_by("-id"))


def complaints_about(claim_id: int) -> list[Complaint]:
    """The complaints about a claim in sight, the latest first."""
    return list(Complaint.objects.filter(claim_id=claim_id).order_by("-id"))


def _inside(area: Area) -> QuerySet[Complaint]:
    return Complaint.objects.filter(village__gte=area.code, village__lt=f"{area.code}~")


def work_list(wanted: Wanted, *, after: int | None = None, limit: int = _PAGE) -> tuple[list[Complaint], bool]:
    """A page of complaints in sight by the day to answer, overdue ones first, and whether more follow.

    `after` is the id of the last row of the page before.
    """
    found = _inside(wanted.area).filter(state__in=wanted.states)
    if wanted.about:
        found = found.filter(about=wanted.about)
    if wanted.owner:
        found = found.filter(owner=wanted.owner)
    if after is not None:
        last = Complaint.objects.filter(pk=after).first()
        # Said so, an index is entered at the day; an "or" of two days would read it from the beginning.
        behind = Q(due_on__gte=last.due_on) & ~Q(due_on=last.due_on, pk__lte=last.pk) if last else Q(pk=None)
        found = found.filter(behind)
    # Which rows a page has is read from an index first; joined at once, the server looks up everybody who could be on it.
    numbers = found.order_by("due_on", "pk").values("pk")[: limit + 1]
    page = list(Complaint.objects.select_related("person").filter(pk__in=numbers).order_by("due_on", "pk"))
    return page[:limit], len(page) > limit


def whole_list(wanted: Wanted) -> Iterator[Complaint]:
    """Every complaint of the list, page after page."""
    after, more = None, True
    while more:
        page, more = work_list(wanted, after=after, limit=2_000)
        yield from page
        after = page[-1].pk if page else None


def counted(area: Area, *, on: date, by: str) -> Counted:
    """How many complaints of an area are in each state on a day, and what of them waits for whom."""
    inside = _inside(area)
    told = inside.filter(state__in=OPEN).aggregate(
        overdue=Count("pk", filter=Q(due_on__lt=on)), mine=Count("pk", filter=Q(state="taken", owner=by)),
        **{state: Count("pk", filter=Q(state=state)) for state in OPEN},
    )  # fmt: skip
    told["answered"] = inside.filter(state="answered").count()
    return Counted({state: told[state] for state in STATES}, told["overdue"], told["mine"])
