"""Reads of scholarships: each child's years and sums, which years come next without a proof, and what to tell the family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from payung.claims.models import Claim, ScholarshipChild, ScholarshipYear
from payung.rules.law import Law
from payung.units.month import day_in_words
from payung.units.rupiah import in_rupiah
from payung.units.words import say


@dataclass(frozen=True, slots=True)
class Schooled:
    """A child with its years in order, and the rupiah paid, and still to come if every proof is brought."""

    child: ScholarshipChild
    years: tuple[ScholarshipYear, ...]

    @property
    def paid_idr(self) -> int:
        return sum(year.amount_idr for year in self.years if year.state == "paid")

    @property
    def to_come_idr(self) -> int:
        return sum(year.amount_idr for year in self.years if year.state in ("planned", "proven", "refused"))


def scholarships(of: Claim) -> list[Schooled]:
    """The children of a claim with their schedules. A child without a year is one of those whom the law's number leaves out, or
    who could not receive at all."""
    children = list(ScholarshipChild.objects.select_related("heir").filter(claim=of).order_by("number"))
    years = list(ScholarshipYear.objects.filter(claim=of).order_by("due_on"))
    return [Schooled(child, tuple(year for year in years if year.child_id == child.pk)) for child in children]


def totals(of: Claim) -> tuple[int, int]:
    """The rupiah of all scholarships of a claim: paid, and still to come."""
    found = scholarships(of)
    return sum(each.paid_idr for each in found), sum(each.to_come_idr for each in found)


def years_due(on: date, within_days: int) -> list[ScholarshipYear]:
    """The years in sight that are due by then, or were, and whose proof is missing; the earliest first."""
    known = ScholarshipYear.objects.select_related("claim", "child__heir").filter(state__in=("planned", "refused"))
    return list(known.filter(due_on__lte=on + timedelta(days=within_days)).order_by("due_on", "id"))


def reminder(law: Law, year: ScholarshipYear, language: str = "id") -> str:
    """What to tell the family before a year: which child, when, how much, what to bring. It names the child: not for logs."""
    names = {level["code"]: level["name"][language] for level in law.on("scholarship/levels", year.due_on).value}
    return say(
        "schooling_reminder", language, name=year.child.heir.name, due_on=day_in_words(year.due_on, language),
        amount=in_rupiah(year.amount_idr), level=names[year.level], year=year.year,
        number=year.claim.number,
    )  # fmt: skip


def why_not(year: ScholarshipYear, language: str = "id") -> str:
    """Why a year is refused or has ended, in words."""
    return say(year.why, language) if year.state == "ended" else year.why
