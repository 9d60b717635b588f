"""A corrected value, understood and checked by the same statements as a list's; only what it means for a place is left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from payung.intake.check import check
from payung.intake.clean import clean
from payung.intake.columns import FIELDS
from payung.intake.prepare import checks_of
from payung.intake.world import context_of
from payung.rules.limits import NO_LIMITS
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.people.models import Person

# Column of a worker and the field of a list that it comes from, where these differ.
_FIELD_OF = {"income_idr": "income"}
# A true date of birth is true also for whoever is too old for a place.
_OF_THE_PLACE = {"age_over_limit", "age_under_limit"}


def _row(person: Person, field: str, value: str) -> pl.DataFrame:
    """The worker as a list of one row, with the new value."""
    given: dict[str, str | None] = dict.fromkeys(FIELDS)
    given |= {"nik": person.nik, "name": person.name, "birth_on": person.birth_on.isoformat(), "sex": person.sex}
    given |= {"village_code": person.village, _FIELD_OF.get(field, field): value}
    schema = {"sheet_row": pl.Int64, **dict.fromkeys(FIELDS, pl.String)}
    return pl.DataFrame([{"sheet_row": 1, **given}], schema=schema)


def understood(person: Person, field: str, value: str, *, on: date) -> Any:
    """The value as a list would give it. Raises Refused with the code of the check that it fails, never with the value.

    Warnings do not stop it: an identity card may differ from its own number."""
    cleaned = clean(_row(person, field, value), context_of(person.village, on))
    checks = checks_of(on, NO_LIMITS)
    told = check(cleaned, checks).row(0, named=True)
    about = {each.code for each in checks if each.field == field} - _OF_THE_PLACE
    for code in told["problems"]:
        if code in about:
            raise Refused(code)
    if told[field] is None:
        raise Refused("correction_unreadable")
    return told[field]
