"""Report a death or an accident: the first report opens the claim, every further one of the same is joined to it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from lokal.phone import normalize_phone

from payung.claims.actions.tell_circumstances import FACTS, AtWork, missing_facts, note_circumstances
from payung.claims.models import CAUSES, KINDS, TELLERS, Claim, ClaimReport
from payung.claims.queries import number_in_series
from payung.membership.actions.end_for_death import end_for_death
from payung.membership.queries import cover_on
from payung.people.queries import held
from payung.rules.deadline import claim_until
from payung.rules.law import Law
from payung.units.nik import names_a_nik
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.people.models import Person

# Letters and digits that nobody takes for another, so that a number can be told by telephone.
SIGNS = "ACDEFGHJKLMNPQRTUVWXY34679"
LONGEST_STORY = 2000
_JAKARTA = ZoneInfo("Asia/Jakarta")
# A report is kept in the words of the village.
_CAUSES = {"natural": "bukan karena kerja", "work": "karena kerja"}


@dataclass(frozen=True, slots=True)
class Told:
    """Who told it, how to reach them, and their words; what happened on which day, where; of what happened at work the facts
    that the law wants, where the door asks for them."""

    kind: str
    cause: str
    happened_on: date
    teller: str
    teller_name: str
    teller_phone: str = ""
    where: str = ""
    story: str = ""
    wants_messages: bool = False
    at_work: AtWork | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """The claim, and whether it stood already: then this report was joined to it."""

    claim: Claim
    joined: bool


def _check(told: Told, person: Person, law: Law, on: date) -> None:
    if told.kind not in KINDS or told.cause not in CAUSES or (told.kind == "accident" and told.cause != "work"):
        raise Refused("claim_kind_unknown", given=f"{told.kind}, {told.cause}")
    if told.teller not in TELLERS or not told.teller_name.strip():
        raise Refused("claim_teller_missing")
    if told.happened_on > on:
        raise Refused("day_to_come", given=told.happened_on.isoformat())
    if told.kind == "accident" and person.died_on and told.happened_on > person.died_on:
        raise Refused("accident_after_death", given=told.happened_on.isoformat(), died_on=person.died_on.isoformat())
    if told.happened_on < person.birth_on:
        raise Refused("died_before_birth", given=told.happened_on.isoformat())
    if len(told.story) > LONGEST_STORY:
        raise Refused("claim_story_too_long", most=LONGEST_STORY)
    if names_a_nik(told.story):
        raise Refused("claim_story_names_a_nik")
    if names_a_nik(told.where):
        raise Refused("claim_place_names_a_nik")
    if told.wants_messages and normalize_phone(told.teller_phone) is None:
        raise Refused("phone_for_messages_invalid")
    if told.at_work and told.cause == "work":
        _check_at_work(told, told.at_work)
    check_in_time(law, "jkk" if told.cause == "work" else "jkm", told.happened_on, on)


def check_in_time(law: Law, scheme: str, happened_on: date, on: date) -> None:
    """Whether what happened on a day can still be claimed on another. Raises Refused("claim_too_late"). Source: PP 82/2019."""
    until = claim_until(law, scheme, happened_on).due_on
    if until and on > until:
        raise Refused("claim_too_late", until=until.isoformat())


def _check_at_work(told: Told, at_work: AtWork) -> None:
    """Source: Permenaker 1/2025 Pasal 48A."""
    said = {"where": told.where, "story": told.story, "teller_phone": told.teller_phone}
    missing = (*(name for name, text in said.items() if not text.strip()), *missing_facts(at_work))
    if missing:
        raise Refused("accident_fact_missing", facts=tuple(FACTS[name] for name in missing))


def _moment(told: Told, time_told: time) -> datetime:
    return datetime.combine(told.happened_on, time_told, _JAKARTA)


def _number(on: date) -> str:
    """Year, running number, and four signs that nobody can guess: "26-000123-KRT4"."""
    tail = "".join(secrets.choice(SIGNS) for _ in range(4))
    return f"{on.year % 100:02}-{number_in_series('claim', on.year):06}-{tail}"


def same_as(person: Person, kind: str, day: date) -> Claim | None:
    """The claim that stands for the same: the one death of a worker, or the accident of that day. What was withdrawn does not."""
    known = Claim.objects.filter(person=person, kind=kind).exclude(state="withdrawn")
    if kind == "accident":
        known = known.filter(happened_on=day)
    return known.first()


def payer_on(person: Person, day: date) -> FundingLine | None:
    """Who pays for a worker on a day, or None."""
    cover = cover_on(person.pk, day)
    return cover.line if cover else None


@transaction.atomic
def report(*, law: Law, person_id: int, told: Told, by: str, on: date, at: datetime) -> Reported:
    """Opens a claim for a worker in sight, or joins what is told to the one that stands, and stops cover after a death.

    Raises Refused: "worker_unknown", "claim_kind_unknown", "claim_teller_missing", "day_to_come", "died_before_birth",
    "accident_after_death", "claim_story_too_long", "claim_story_names_a_nik", "claim_place_names_a_nik",
    "phone_for_messages_invalid", "accident_fact_missing", "moment_to_come", and
    "claim_too_late" after the years in which an accident can be claimed (PP 82/2019).
    """
    person = held(person_id)
    if person is None:
        raise Refused("worker_unknown")
    _check(told, person, law, on)
    if told.at_work and told.at_work.at_time and _moment(told, told.at_work.at_time) > at:
        raise Refused("moment_to_come")
    known = same_as(person, told.kind, told.happened_on)
    claim = known or Claim.objects.create(
        number=_number(on), kind=told.kind, cause=told.cause, person=person, village=person.village,
        line=payer_on(person, told.happened_on), happened_on=told.happened_on, happened_at=told.where.strip()[:200],
        story=told.story.strip(), reported_at=at,
    )  # fmt: skip
    # Whoever presses twice, or sends the same again, has told it once.
    ClaimReport.objects.get_or_create(
        claim=claim, person=person, village=person.village, teller=told.teller, teller_name=told.teller_name.strip()[:150],
        teller_phone=told.teller_phone.strip()[:20], said=_said(told, claim), noted_by=by[:60],
        wants_messages=told.wants_messages, defaults={"noted_at": at},
    )  # fmt: skip
    if told.at_work:
        note_circumstances(claim, told.at_work, by, at)
    if told.kind == "death" and known is None:
        end_for_death(person_id=person_id, died_on=told.happened_on, on=on, source=f"klaim {claim.number}")
    return Reported(claim, known is not None)


def _said(told: Told, claim: Claim) -> str:
    """The words of a report; one that tells another day or cause than the claim says so first."""
    day = told.happened_on.isoformat() if told.happened_on != claim.happened_on else ""
    cause = _CAUSES[told.cause] if told.cause != claim.cause else ""
    return "\n".join(filter(None, [day, cause, told.story.strip()]))[:LONGEST_STORY]
