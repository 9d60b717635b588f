"""Everything that is held about one person, for that person: one document as plain values, dates as YYYY-MM-DD.

Who read the data is told by role and area, not by name: the official acts for the office. The name stands in the log, and the
inspectorate answers for it.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils import timezone

from payung.access.queries import roles
from payung.cards.queries import cards_of
from payung.membership.queries import enrolments
from payung.people.queries import consents_of, requests_of

if TYPE_CHECKING:
    from payung.people.models import Person

_IDENTITY = (
    "nik", "name", "birth_on", "sex", "village", "address", "occupation", "phone", "mother_name", "income_idr", "kk",
    "kpj", "heir_name", "heir_relation", "restricted_at",
)  # fmt: skip
_CONSENT = ("purpose", "given_on", "how", "withdrawn_at", "withdrawn_why")
_REQUEST = (
    "kind", "asked_at", "due_at", "asked_how", "field", "old_value", "new_value", "state", "done_at", "answer",
)  # fmt: skip


@cache
def _statement(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _fields(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _rows(name: str, person_id: int) -> list[dict[str, Any]]:
    with connection.cursor() as db:
        db.execute(_statement(name), {"person": person_id})
        names = [column.name for column in db.description or ()]
        return [{key: _plain(value) for key, value in zip(names, row, strict=True)} for row in db.fetchall()]


def _touched(person_id: int) -> list[dict[str, Any]]:
    """Every reading and change of the person's row: when, what, by which role, why. The oldest first."""
    rows = _rows("touches_of_person", person_id)
    return [{**row, "role": roles().get(row["role"], {}).get("title", row["role"] or "program")} for row in rows]


def _enrolments(person_id: int) -> list[dict[str, Any]]:
    names = ("state", "village", "sector", "decile", "income_idr", "proposed_on", "ended_on")
    return [
        {"line": each.line.name, "payer": each.line.payer, **_fields(each, names)} for each in enrolments(person_id)
    ]


def person_file(person: Person, *, at: datetime) -> dict[str, Any]:
    """The whole document of one person of the area that is seen, made at a moment."""
    cards = [{"line": each.line.name, **_fields(each, ("number", "first_month", "until", "issued_on"))}
             for each in cards_of(person.pk)]  # fmt: skip
    return {
        "made_at": _plain(at),
        "identity": _fields(person, _IDENTITY),
        "consents": [_fields(each, _CONSENT) for each in consents_of(person.pk)],
        "enrolments": _enrolments(person.pk),
        "cover_months": _rows("cover_of_person", person.pk),
        "cards": cards,
        "requests": [_fields(each, _REQUEST) for each in requests_of(person.pk)],
        "readings_and_changes": _touched(person.pk),
    }
