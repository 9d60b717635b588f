"""Note what a person asks about the own data: from this moment the clock of the law runs."""

from __future__ import annotations

from datetime import datetime

from payung.people.models import DataRequest, Person
from payung.rules.law import Law
from payung.rules.privacy import KINDS, clock
from payung.units.refusal import Refused

# What a person may have corrected, and nothing else of the row.
CORRECTABLE = (
    "name", "nik", "birth_on", "sex", "address", "occupation", "phone", "mother_name", "income_idr", "kk", "heir_name",
    "heir_relation",
)  # fmt: skip
_LETTERS = 300


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LETTERS]


def _old(person: Person, field: str) -> str:
    held = getattr(person, field) if field else None
    return "" if held is None else str(held)


def note_request(
    *, law: Law, person: Person, kind: str, asked_how: str, field: str = "", new_value: str = "", by: str, at: datetime
) -> DataRequest:
    """An open request with the moment by which it is answered. `asked_how` says how it came in, and what was shown for it.

    Raises Refused for an unknown kind or field, without a word on how it came in, or when the same is open already.
    """
    if kind not in KINDS:
        raise Refused("kind_unknown", kind=kind, known=", ".join(KINDS))
    if not (how := _one_line(asked_how)):
        raise Refused("asked_how_missing")
    changes = kind == "correction"
    if changes and field not in CORRECTABLE:
        raise Refused("correction_field_unknown")
    new = _one_line(new_value)
    if changes and not new:
        raise Refused("correction_value_missing")
    named = field if changes else ""
    if DataRequest.objects.filter(person=person, kind=kind, field=named, state="open").exists():
        raise Refused("request_open_already")
    return DataRequest.objects.create(
        person=person, village=person.village, kind=kind, asked_at=at, due_at=clock(law, kind, at).due_at, asked_how=how,
        noted_by=by, field=named, old_value=_old(person, named), new_value=new if changes else "",
    )  # fmt: skip
