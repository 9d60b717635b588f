"""POST /law/eligibility: whether one person may register. The NIK stands in the body: an address is kept in the logs of every
server on the way."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import BaseModel, ConfigDict, Field

from payung.api.answers import Item, Refusal
from payung.api.asked import On, day_or_today, language
from payung.rules.law import law
from payung.rules.limits import NO_LIMITS, Limits
from payung.rules.read import read_month
from payung.rules.registration import DECILES, Applicant, read_birth, registration
from payung.rules.registration_told import registration_told
from payung.units.refusal import Refused

router = Router(tags=["law"])
# Text is refused with the range of a decile, which pydantic does not know; a number is the rule's to judge.
Decile = Annotated[int | str | None, Field(description="1 - 10", json_schema_extra={"type": "integer"})]


class _Strict(BaseModel):
    # A misspelt key would otherwise be answered as if it had not been asked; it is refused with the keys there are.
    model_config = ConfigDict(extra="allow")


class ProgrammeGiven(_Strict):
    """What a programme asks on top of the law, and where it says so."""

    source: str = NO_LIMITS.source
    decile_at_most: Decile = None
    occupations: tuple[str, ...] = ()


class PersonGiven(_Strict):
    """What is known of the person; what is left out was not told. `new_terms` are months, YYYY-MM."""

    on: On = None
    nik: str | None = Field(None, description="16 angka; tidak disimpan")
    birth_on: str | None = Field(None, description="tanggal lahir, YYYY-MM-DD")
    works: bool | None = None
    wage_earner: bool | None = None
    occupation: str | None = None
    decile: Decile = None
    programme: ProgrammeGiven | None = None
    new_terms: tuple[str, ...] = ()


class Condition(Item):
    """One condition: whether it holds (null: not told), its field, and the code by which a list is turned away for it."""

    holds: bool | None
    field: str
    problem: str


class Eligibility(Schema):
    """Every condition, the whole (null: not certain yet), what was not told, and the last day that the age allows."""

    eligible: bool | None
    sentence: str
    missing: list[str]
    last_day_to_register: str | None
    total_idr: int
    items: list[Condition]
    unverified: list[str]
    sources: list[dict[str, str]]
    law_digest: str
    law_on: str


def _check_keys(given: BaseModel, place: str = "") -> None:
    if unknown := given.model_extra:
        known = ", ".join(sorted(type(given).model_fields))
        raise Refused("field_unknown", field=f"{place}{sorted(unknown)[0][:40]}", known=known)


def _decile(field: str, given: int | str | None) -> int | None:
    if isinstance(given, str):
        raise Refused("field_invalid", field=field, given="-", allowed=f"1 - {DECILES}")
    return given


def _limits(given: ProgrammeGiven | None) -> Limits:
    if given is None:
        return NO_LIMITS
    _check_keys(given, "programme.")
    return Limits(_decile("decile_at_most", given.decile_at_most), given.occupations, given.source)


@router.post("/eligibility", response={200: Eligibility, 422: Refusal}, summary="Apakah seseorang dapat didaftarkan")
def eligibility(request: HttpRequest, given: PersonGiven) -> dict[str, Any]:
    """Condition by condition, with article and evidence. Nothing is stored."""
    _check_keys(given)
    on, limits = day_or_today(given.on), _limits(given.programme)
    born, decile = read_birth(given.birth_on), _decile("decile", given.decile)
    applicant = Applicant(given.nik, born, given.works, given.wage_earner, given.occupation, decile)
    terms = [read_month("new_terms", month) for month in given.new_terms]
    found = registration(law(), on, applicant, limits=limits, new_terms=terms)
    return registration_told(found, law(), on, language(request))
