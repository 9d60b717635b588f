"""Correct what was told wrongly of a claim, for a reason, before it is decided: its day, its cause, its place, its story.

What was assessed before counts no more. Another day or cause finds the payer, the papers and the days to pay anew; other words
leave the days to pay as they run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from payung.claims.actions.assess import needed_papers
from payung.claims.actions.because import because
from payung.claims.actions.name_heir import begin_anew, held_open
from payung.claims.actions.report import LONGEST_STORY, payer_on, same_as
from payung.claims.actions.report_accident import until_told
from payung.claims.actions.withdraw import held_with_worker
from payung.claims.models import CAUSES, Accident, AccidentCost, Claim, InabilityMonth
from payung.claims.queries import heirs_of
from payung.membership.actions.move_death import move_death
from payung.rules.deadline import claim_until
from payung.rules.law import Law, LawUnknown
from payung.units.moment import day_in_jakarta
from payung.units.month import Month
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.people.models import Person

_JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Right:
    """What is to stand instead of what was told; None leaves it as it is."""

    happened_on: date | None = None
    cause: str | None = None
    where: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The claim, and which of its columns stand otherwise now."""

    claim: Claim
    what: tuple[str, ...]


def _plain(words: str) -> str:
    """Words without what a form does to blanks and line ends."""
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines())


def _wanted(claim: Claim, right: Right) -> dict[str, Any]:
    """The columns that change, with what is to stand in them."""
    said = {
        "happened_on": right.happened_on, "cause": right.cause,
        "happened_at": None if right.where is None else _plain(right.where)[:200],
        "story": None if right.story is None else _plain(right.story),
    }  # fmt: skip
    known = {"happened_at": _plain(claim.happened_at), "story": _plain(claim.story)}
    return {
        name: value
        for name, value in said.items()
        if value is not None and value != known.get(name, getattr(claim, name))
    }


def _check_cause(claim: Claim, cause: str) -> None:
    if cause not in CAUSES or claim.kind != "death":
        raise Refused("claim_kind_unknown", given=f"{claim.kind}, {cause}")
    if claim.follows:
        raise Refused("death_came_of_accident", accident=claim.follows.number)


def _check_day(claim: Claim, person: Person, day: date, on: date) -> None:
    told_on = day_in_jakarta(claim.reported_at)
    if day > on:
        raise Refused("day_to_come", given=day.isoformat())
    if day > told_on:
        raise Refused("day_after_report", given=day.isoformat(), told_on=told_on.isoformat())
    if day < person.birth_on:
        raise Refused("died_before_birth", given=day.isoformat())
    if claim.follows and day < claim.follows.happened_on:
        raise Refused("died_before_accident", given=day.isoformat())
    if claim.kind == "accident":
        _check_day_of_accident(claim, person, day)


def _check_day_of_accident(claim: Claim, person: Person, day: date) -> None:
    if other := same_as(person, "accident", day):
        raise Refused("claim_stands_already", number=other.number)
    if Claim.objects.filter(follows=claim, happened_on__lt=day).exclude(state="withdrawn").exists():
        raise Refused("died_before_accident", given=day.isoformat())
    costs = AccidentCost.objects.filter(claim=claim, removed_why="", spent_on__lt=day)
    months = InabilityMonth.objects.filter(claim=claim, removed_why="", month__lt=Month.of(day).first_day)
    if costs.exists() or months.exists():
        raise Refused("accident_after_its_costs", given=day.isoformat())


def _check_time_limit(law: Law, claim: Claim) -> None:
    """The law has to know the new day, and the claim to have been told in time for it."""
    until = claim_until(law, claim.scheme, claim.happened_on).due_on
    if until and day_in_jakarta(claim.reported_at) > until:
        raise Refused("claim_too_late", until=until.isoformat())
    needed_papers(law, claim, heirs_of(claim), 0)


def _move_accident(law: Law, claim: Claim) -> None:
    """The accident is of the new day, at the time that was told; a death that came of it is paid by whoever paid on that day."""
    facts = Accident.objects.select_for_update().filter(claim=claim).first()
    if facts:
        time = facts.occurred_at.astimezone(_JAKARTA).timetz()
        facts.occurred_at = datetime.combine(claim.happened_on, time)
        if facts.stated_at and facts.stated_at < facts.occurred_at:
            raise Refused("stated_before_accident")
        if facts.back_at_work_on and facts.back_at_work_on < claim.happened_on:
            raise Refused("back_before_accident", given=facts.back_at_work_on.isoformat())
        facts.report_until = until_told(law, facts.occurred_at)
        facts.save(update_fields=["occurred_at", "report_until"])
    death = Claim.objects.select_for_update().filter(follows=claim).exclude(state="withdrawn").first()
    if death is None:
        return
    if death.state in ("approved", "paid", "refused"):
        raise Refused("claim_is_decided", number=death.number)
    death.line = claim.line
    death.save(update_fields=["line"])
    begin_anew(death)


def _save(claim: Claim, wanted: dict[str, Any]) -> None:
    """What stands otherwise, with the step back: assessed before counts no more."""
    facts_moved = bool({"happened_on", "cause"} & wanted.keys())
    if facts_moved or claim.state == "assessed":
        claim.state = "reported"
    if facts_moved:
        claim.complete_on = claim.due_on = None
    claim.save(update_fields=[*wanted, "state", "complete_on", "due_on"])


def _since(claim: Claim, person: Person) -> date | None:
    """From which day on an end of cover counts as this death's: from the report on, where an earlier one was withdrawn."""
    earlier = Claim.objects.filter(person=person, kind="death", state="withdrawn")
    return day_in_jakarta(claim.reported_at) if earlier.exists() else None


def _new_day(law: Law, claim: Claim, person: Person, on: date) -> None:
    """The day of death on the worker's record, the cover that ends with it, and who paid on the new day."""
    if claim.kind == "death":
        source, since = f"klaim {claim.number}", _since(claim, person)
        move_death(person_id=person.pk, died_on=claim.happened_on, on=on, source=source, since=since)
    claim.line = claim.follows.line if claim.follows else payer_on(person, claim.happened_on)
    claim.save(update_fields=["line"])
    if claim.kind == "accident":
        _move_accident(law, claim)


@transaction.atomic
def correct(*, law: Law, number: str, right: Right, why: str, on: date) -> Corrected:
    """Puts right what was told wrongly; what stood before is kept with who, when and why.

    Raises Refused: "claim_unknown", "claim_is_decided", "claim_is_withdrawn", "reason_missing", "nothing_corrected",
    "claim_kind_unknown", "death_came_of_accident", "claim_story_too_long", "day_to_come", "day_after_report",
    "died_before_birth", "died_before_accident", "claim_stands_already", "accident_after_its_costs", "stated_before_accident",
    "back_before_accident", "claim_too_late", "law_unknown", "months_money_short" for
    months that come back.
    """
    person = held_with_worker(number)
    claim = held_open(number)
    wanted = _wanted(claim, right)
    if not wanted:
        raise Refused("nothing_corrected")
    if len(wanted.get("story", "")) > LONGEST_STORY:
        raise Refused("claim_story_too_long", most=LONGEST_STORY)
    if "cause" in wanted:
        _check_cause(claim, wanted["cause"])
    if "happened_on" in wanted:
        _check_day(claim, person, wanted["happened_on"], on)
    for name, value in wanted.items():
        setattr(claim, name, value)
    with because(why):
        try:
            _check_time_limit(law, claim)
            _save(claim, wanted)
            if "happened_on" in wanted:
                _new_day(law, claim, person, on)
        except LawUnknown as unknown:
            said = {
                "concept": unknown.concept,
                "known_from": unknown.known_from.isoformat(),
                "on": unknown.on.isoformat(),
            }
            raise Refused("law_unknown", **said) from unknown
    return Corrected(claim, tuple(wanted))
