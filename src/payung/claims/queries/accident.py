"""Reads of an accident: its facts, clocks, letters, costs and months of inability; and whether a guarantee letter is good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from payung.claims.models import Accident, AccidentCost, Claim, InabilityMonth, TreatmentLetter
from payung.rules.accident import inability
from payung.rules.law import Law


def accident_of(of: Claim) -> Accident | None:
    """What was reported and stated of an accident, or None."""
    return Accident.objects.select_related("claim").filter(claim=of).first()


def costs_of(of: Claim) -> list[AccidentCost]:
    """The costs that count: not removed, their paper not rejected; the first one first."""
    known = AccidentCost.objects.select_related("letter").filter(claim=of, removed_why="", proof__rejected_why="")
    return list(known.order_by("id"))


def inability_months(of: Claim) -> list[InabilityMonth]:
    """The months without work that count: not removed, their paper not rejected; in order."""
    return list(InabilityMonth.objects.filter(claim=of, removed_why="", proof__rejected_why="").order_by("month"))


def letters_of(of: Claim) -> list[TreatmentLetter]:
    """The guarantee letters of an accident, the first one first."""
    return list(TreatmentLetter.objects.filter(claim=of).order_by("id"))


def death_after(of: Claim) -> Claim | None:
    """The claim of the death that came of this accident, or None."""
    return Claim.objects.filter(follows=of).exclude(state="withdrawn").first()


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the two clocks of an accident: until when it was to be told, when it was (None: not yet), and whether too late."""

    code: str
    until: datetime
    told_at: datetime | None
    late: bool


def clocks(of: Accident, at: datetime) -> list[Clock]:
    """Stage I, and stage II once a doctor has stated something. Source: Permenaker 1/2025 Pasal 8 and 19."""
    told = of.claim.reported_at
    found = [Clock("stage_one", of.report_until, told, told > of.report_until)]
    if of.outcome_until:
        told_too = of.outcome_told_at
        found.append(Clock("stage_two", of.outcome_until, told_too, (told_too or at) > of.outcome_until))
    return found


@dataclass(frozen=True, slots=True)
class MonthPaid:
    """A month without work, which one it is, and what the law gives for it in rupiah."""

    month: date
    number: int
    amount_idr: int


def inability_by_month(law: Law, of: Claim, base_idr: int) -> list[MonthPaid]:
    """Each month without work and what it gives: what so many months give, less what one fewer gives."""
    sums = [0]
    found = []
    for number, each in enumerate(inability_months(of), 1):
        sums.append(inability(law, of.happened_on, base_idr, number).total_idr)
        found.append(MonthPaid(each.month, number, sums[-1] - sums[-2]))
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a guarantee letter is good: issued, used, cancelled or expired; for which hospital, until which day."""

    state: str
    hospital: str
    valid_until: date

    @property
    def good(self) -> bool:
        return self.state in ("issued", "used")


def letter_standing(number: str, code: str, on: date) -> Standing | None:
    """How a letter stands on a day, for whoever holds its number and its code; None for any other. Asked without an area: a
    hospital signs in nowhere, and learns nothing but this."""
    with connection.cursor() as db:
        db.execute("SELECT state, hospital, valid_until FROM letter_standing(%s, %s)", [number, code])
        found = db.fetchone()
    if found is None:
        return None
    state, hospital, valid_until = found
    return Standing(_on_day(state, valid_until, on), hospital, valid_until)


def _on_day(state: str, valid_until: date, on: date) -> str:
    return "expired" if state == "issued" and on > valid_until else state


def letter_state(letter: TreatmentLetter, on: date) -> str:
    """How a letter stands on a day: issued, used, cancelled, or expired where it was not used in time."""
    return _on_day(letter.state, letter.valid_until, on)
