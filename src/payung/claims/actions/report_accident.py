"""Report an accident at work, or what may be one: stage I, with the least that the law asks for, and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from payung.claims.actions.report import Reported, Told, report
from payung.claims.models import Accident
from payung.rules.deadline import report_due
from payung.rules.law import Law
from payung.units.moment import day_in_jakarta
from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Struck:
    """The least facts of an accident: when and where, what did it, how it went, and who tells it with a telephone number;
    `suspected` where it is not known yet whether it was one of work. Source: Permenaker 1/2025 Pasal 48A."""

    occurred_at: datetime
    where: str
    source: str
    story: str
    teller: str
    teller_name: str
    teller_phone: str
    suspected: bool = False
    wants_messages: bool = False


_NEEDED = {
    "where": "fact_where", "source": "fact_source", "story": "fact_story", "teller_name": "fact_teller_name",
    "teller_phone": "fact_teller_phone",
}  # fmt: skip


def until_told(law: Law, since: datetime) -> datetime:
    """The moment until which an accident, or how it ended, is to be told. Source: Permenaker 1/2025 Pasal 8 and 19."""
    until = report_due(law, since).due_on
    assert isinstance(until, datetime), "hours are counted to a moment"  # nosec B101
    return until


def _told(struck: Struck) -> Told:
    return Told(
        "accident", "work", day_in_jakarta(struck.occurred_at), struck.teller, struck.teller_name, struck.teller_phone,
        struck.where, struck.story, struck.wants_messages,
    )  # fmt: skip


@transaction.atomic
def report_accident(*, law: Law, person_id: int, struck: Struck, by: str, at: datetime) -> Reported:
    """Opens a claim for an accident, or joins the report to the one of that day, which keeps the facts it has.

    A report after the law's hours is taken all the same: what lateness costs a worker without an employer was not seen.
    Raises Refused: "accident_fact_missing" naming it, "moment_to_come", and whatever `report` finds wrong.
    """
    if missing := tuple(said for name, said in _NEEDED.items() if not getattr(struck, name).strip()):
        raise Refused("accident_fact_missing", facts=missing)
    if struck.occurred_at > at:
        raise Refused("moment_to_come")
    reported = report(law=law, person_id=person_id, told=_told(struck), by=by, on=day_in_jakarta(at), at=at)
    claim = reported.claim
    Accident.objects.get_or_create(
        claim=claim,
        defaults={
            "person": claim.person, "village": claim.village, "occurred_at": struck.occurred_at,
            "report_until": until_told(law, struck.occurred_at),
            "source": " ".join(struck.source.split())[:200], "suspected": struck.suspected,
        },
    )  # fmt: skip
    return reported
