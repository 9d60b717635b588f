"""Name a child whose schooling a claim pays for, and change what is known of it: then its years to come are planned anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from payung.claims.actions.plan_scholarships import plan_scholarships, write_year
from payung.claims.models import Claim, ClaimHeir, ScholarshipChild, ScholarshipYear
from payung.claims.queries.entitled import child_of
from payung.rules.family import WORK
from payung.rules.law import Law
from payung.rules.scholarship import SchoolYear, check_children, schedule
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Schooling:
    """What a scholarship hangs on: the level ("" by age) and its year, whether the child studies, marriage, and work: none, for
    wages with the months in a row, on own account (bpu), or as apprentice."""

    level: str = ""
    year: int = 1
    studying: bool = True
    married_on: date | None = None
    work: str = "none"
    wage_work_months: int = 0


def _check(schooling: Schooling) -> None:
    if schooling.work not in WORK:
        raise Refused("child_work_unknown", given=schooling.work, known=", ".join(WORK))
    if (schooling.work == "wage") != (schooling.wage_work_months > 0):
        raise Refused("child_wage_months_missing")


@transaction.atomic
def name_child(*, law: Law, number: str, heir_id: int, schooling: Schooling, by: str, at: datetime) -> ScholarshipChild:
    """Names one of the children of a claim for a scholarship; on an approved claim its years are planned at once.

    Raises Refused: "claim_unknown", "claim_is_decided" where it was refused, "child_unknown" for whoever is no child with
    a birth day on this claim, "child_named_twice", "child_work_unknown", "child_wage_months_missing", and for an unknown level.
    """
    claim = Claim.objects.select_for_update(of=("self",)).select_related("line").filter(number=number).first()
    if claim is None:
        raise Refused("claim_unknown", number=number)
    if claim.state == "refused":
        raise Refused("claim_is_decided", number=number)
    heir = ClaimHeir.objects.filter(
        pk=heir_id, claim=claim, relation="child", removed_why="", birth_on__isnull=False
    ).first()
    if heir is None:
        raise Refused("child_unknown")
    if ScholarshipChild.objects.filter(heir=heir).exists():
        raise Refused("child_named_twice")
    _check(schooling)
    made = ScholarshipChild(
        claim=claim, person_id=claim.person_id, village=claim.village, heir=heir, entered_by=by[:60], entered_at=at,
        number=ScholarshipChild.objects.filter(claim=claim).count() + 1, **asdict(schooling),
    )  # fmt: skip
    check_children(law, claim.happened_on, [child_of(made)])
    made.save()
    if claim.state in ("approved", "paid"):
        plan_scholarships(law=law, claim=claim)
    return made


@transaction.atomic
def change_child(*, law: Law, child_id: int, schooling: Schooling) -> tuple[int, int]:
    """Changes what is known of a child, plans the years that are not paid or instructed anew from the first of them, and gives
    how many are planned and how many have ended by it. A school year that was paid is not paid again.

    Raises Refused: "child_unknown", "child_work_unknown", "child_wage_months_missing", "school_year_paid_already", and for an
    unknown level.
    """
    known = ScholarshipChild.objects.select_for_update(of=("self",)).select_related("heir")
    child = known.filter(pk=child_id).first()
    if child is None:
        raise Refused("child_unknown")
    _check(schooling)
    for name, value in asdict(schooling).items():
        setattr(child, name, value)
    child.save()
    held = ScholarshipYear.objects.select_for_update(of=("self",)).filter(child=child)
    loose = list(held.filter(payout=None).order_by("due_on"))
    if not loose:
        return 0, 0
    starts = loose[0].due_on
    check_children(law, starts, [child_of(child)])
    fresh = {year.due_on: year for year in schedule(law, starts, [child_of(child)])}
    gone = {(year.level, year.year) for year in held.exclude(payout=None)}
    if again := [year for year in fresh.values() if (year.level, year.year) in gone]:
        raise Refused("school_year_paid_already", level=again[0].level, year=again[0].year)
    return _plan_anew(child, loose, fresh)


def _plan_anew(
    child: ScholarshipChild, loose: list[ScholarshipYear], fresh: Mapping[date, SchoolYear]
) -> tuple[int, int]:
    ended = [year for year in loose if year.due_on not in fresh]
    for year in loose:  # all out of each other's way first: a school year is planned once
        year.state, year.why, year.proof, year.approved_by = "ended", why_ended(child, year.due_on), None, ""
        year.save(update_fields=["state", "why", "proof", "approved_by"])
    for year in loose:
        if told := fresh.get(year.due_on):
            year.state, year.why, year.checked_by, year.checked_at = "planned", "", "", None
            year.level, year.year, year.amount_idr = told.level, told.year, told.amount_idr
            year.save(update_fields=["state", "why", "checked_by", "checked_at", "level", "year", "amount_idr"])
    kept = {year.due_on for year in loose}
    for due_on, told in fresh.items():
        if due_on not in kept:
            write_year(child, told)
    return len(fresh), len(ended)


def why_ended(child: ScholarshipChild, due_on: date) -> str:
    """The code of why a year is not due any more: it has words."""
    if child.married_on and due_on >= child.married_on:
        return "scholarship_ended_married"
    if not child.studying:
        return "scholarship_ended_left_school"
    return "scholarship_ended_schooled" if child.work == "none" else "scholarship_ended_works"
