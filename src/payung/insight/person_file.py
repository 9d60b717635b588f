"""Everything that is held about one person, for that person: one document as plain values, dates as YYYY-MM-DD.

Who read the data is told by role and area, not by name: the official acts for the office. The name stands in the log, and the
inspectorate answers for it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from payung.access.queries import roles, titles_with
from payung.cards.queries import cards_of
from payung.claims.queries import (
    circumstances,
    claims_of,
    corrections,
    documents,
    heirs_of,
    messages_of,
    payouts,
    steps,
)
from payung.claims.queries.accident import accident_of, costs_of, inability_months, letters_of
from payung.claims.queries.scholarship import scholarships
from payung.complaints.queries import complaints_of
from payung.insight.read import statement
from payung.membership.queries import enrolments
from payung.people.actions.read_account import read_accounts
from payung.people.queries import accounts_of, consents_of, requests_of
from payung.screening.actions.read_results import read_results
from payung.screening.queries import results_of

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.claims.models import Claim
    from payung.people.models import Person

_IDENTITY = (
    "nik", "name", "birth_on", "sex", "village", "address", "occupation", "phone", "mother_name", "income_idr", "kk",
    "kpj", "heir_name", "heir_relation", "restricted_at", "died_on",
)  # fmt: skip
_CONSENT = ("purpose", "given_on", "how", "withdrawn_at", "withdrawn_why")
_REQUEST = (
    "kind", "asked_at", "due_at", "asked_how", "field", "old_value", "new_value", "state", "done_at", "answer",
)  # fmt: skip


# What stands sealed, each with the permission to open it.
SEALED = {"bank_accounts": "see-bank", "health_results": "see-health"}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _fields(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _rows(name: str, person_id: int, **facts: Any) -> list[dict[str, Any]]:
    with connection.cursor() as db:
        db.execute(statement(name), {"person": person_id, **facts})
        names = [column.name for column in db.description or ()]
        return [{key: _plain(value) for key, value in zip(names, row, strict=True)} for row in db.fetchall()]


def _touched(person_id: int, acting: Acting) -> list[dict[str, Any]]:
    """Every reading and change of the person's row, and of what this role may open: when, what, by which role, why. The oldest
    first."""
    opened = [part for part, permission in SEALED.items() if acting.may(permission)]
    rows = _rows("touches_of_person", person_id, opened=opened)
    return [{**row, "role": roles().get(row["role"], {}).get("title", row["role"] or "program")} for row in rows]


def _enrolments(person_id: int) -> list[dict[str, Any]]:
    names = ("state", "village", "sector", "decile", "income_idr", "proposed_on", "ended_on")
    return [
        {"line": each.line.name, "payer": each.line.payer, **_fields(each, names)} for each in enrolments(person_id)
    ]


_ACCIDENT = ("occurred_at", "source", "suspected", "concluded", "concluded_why", "outcome", "losses", "left_handed",
             "doctor_name", "stated_at", "back_at_work_on")  # fmt: skip
_SCHOOLING = ("level", "year", "studying", "married_on", "work", "wage_work_months")
_COMPLAINT = ("number", "about", "said", "state", "received_at", "due_on", "answer", "answered_at", "reopened_why")
_CLAIM = ("number", "kind", "cause", "happened_on", "happened_at", "story", "state", "reported_at", "complete_on")


def _hurt(claim: Claim) -> dict[str, Any]:
    """What a claim holds of an accident: its facts, costs, letters, and the months without work."""
    facts = accident_of(claim)
    return {
        "accident": _fields(facts, _ACCIDENT) if facts else None,
        "costs": [_fields(one, ("kind", "amount_idr", "spent_on", "facility")) for one in costs_of(claim)],
        "letters": [_fields(one, ("number", "hospital", "valid_until", "state")) for one in letters_of(claim)],
        "inability_months": [one.month.isoformat() for one in inability_months(claim)],
    }


_CIRCUMSTANCES = ("source", "disease", "occupation", "service", "last_service", "exposure", "diagnosis")


def _circumstances(claim: Claim) -> dict[str, Any] | None:
    told = circumstances(claim)
    if told is None:
        return None
    return {**_fields(told, _CIRCUMSTANCES), "at_time": told.at_time and told.at_time.isoformat("minutes")}


def _claims(person_id: int) -> list[dict[str, Any]]:
    """Each claim with its steps, the papers that were brought, the family that was named, and what was paid to whom."""
    return [
        {
            **_fields(each, _CLAIM),
            "steps": [_fields(one, ("to_state", "why", "at")) for one in steps(each)],
            "circumstances": _circumstances(each),
            "corrections": [_fields(one, ("what", "old", "new", "why", "at")) for one in corrections(each)],
            "documents": [_fields(one, ("kind", "brought_at", "rejected_why")) for one in documents(each)],
            "heirs": [_fields(one, ("relation", "name")) for one in heirs_of(each)],
            "messages": [_fields(one, ("kind", "state", "handed_over_at")) for one in messages_of(each)],
            "payouts": [
                _fields(one, ("what", "payee_name", "amount_idr", "state", "paid_on")) for one in payouts(each)
            ],
            **_hurt(each),
            "scholarships": [
                {
                    "name": one.child.heir.name,
                    **_fields(one.child, _SCHOOLING),
                    "years": [_fields(year, ("due_on", "level", "year", "amount_idr", "state")) for year in one.years],
                }
                for one in scholarships(each)
            ],
        }
        for each in claims_of(person_id)
    ]


def _accounts(person_id: int, reason: str) -> list[dict[str, Any]]:
    rows = accounts_of(person_id)
    told = read_accounts(accounts=rows, reason=reason)
    return [
        {"bank": opened.bank, "number": opened.number, "holder_name": opened.holder_name,
         **_fields(row, ("entered_at", "ended_at"))}
        for row, opened in zip(rows, told, strict=True)
    ]  # fmt: skip


def _results(person_id: int, reason: str) -> list[dict[str, Any]]:
    names = ("measured_on", "event", "systolic", "diastolic", "glucose", "note")
    told = read_results(rows=results_of(person_id), reason=reason, own_file=True)
    return [_fields(each, names) for each in told]


def _sealed(person_id: int, acting: Acting, reason: str) -> dict[str, Any]:
    """What this role may open, read with its note in the log; of the rest no word, but who may give it."""
    read = {"bank_accounts": _accounts, "health_results": _results}
    held = {part: acting.may(permission) for part, permission in SEALED.items()}
    told = {part: read[part](person_id, reason) if may else None for part, may in held.items()}
    missing = [{"part": part, "given_by": titles_with(SEALED[part])} for part, may in held.items() if not may]
    return {**told, "not_included": missing}


def person_file(person: Person, *, acting: Acting, reason: str, at: datetime) -> dict[str, Any]:
    """The whole document of one person of the area that is seen, made at a moment by somebody for a reason.

    Sealed columns are opened for the roles that may; what a role may not open is None and named under `not_included`.
    Raises Refused when the keys are not there.
    """
    cards = [{"line": each.line.name, **_fields(each, ("number", "first_month", "until", "issued_on"))}
             for each in cards_of(person.pk)]  # fmt: skip
    return {
        "made_at": _plain(at),
        "identity": _fields(person, _IDENTITY),
        "consents": [_fields(each, _CONSENT) for each in consents_of(person.pk)],
        "enrolments": _enrolments(person.pk),
        "offers": _rows("offers_of_person", person.pk),
        "cover_months": _rows("cover_of_person", person.pk),
        "bpjs_answers": _rows("answers_of_person", person.pk),
        "cards": cards,
        "claims": _claims(person.pk),
        "complaints": [_fields(each, _COMPLAINT) for each in complaints_of(person.pk)],
        **_sealed(person.pk, acting, reason),
        "requests": [_fields(each, _REQUEST) for each in requests_of(person.pk)],
        "readings_and_changes": _touched(person.pk, acting),
    }
