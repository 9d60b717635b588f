"""The form of a programme file: its keys, what each may hold, and every mistake with its key."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from payung.rules.allocation import METHODS, WEIGHTS
from payung.rules.contribution import PAYER_KINDS
from payung.units.month import Month, Term
from payung.units.refusal import Problem
from payung.units.region import is_region_code


def _region(code: str) -> str:
    if not is_region_code(code) or code.count(".") > 2:
        raise ValueError("kode provinsi, kabupaten atau kecamatan bertitik, misalnya 32.14")
    return code


def _month(text: str) -> str:
    Month.parse(text)
    return text


Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class QuotaRule(_Strict):
    """How a line's places are shared out over the villages: a base each, and the remainder by a method and a weight.

    The base is one number for all, or what lifts a village `up_to` a number of protected workers, those already covered counted.
    `regions` are provinces, regencies or districts that share out a number of their own, and never more than that.
    """

    base: Annotated[int, Field(ge=0)] | None = None
    up_to: Annotated[int, Field(ge=1)] | None = None
    remainder: Literal[METHODS]  # type: ignore[valid-type]
    weight: Literal[WEIGHTS]  # type: ignore[valid-type]
    regions: dict[Annotated[str, AfterValidator(_region)], Annotated[int, Field(ge=0)]] = {}

    @model_validator(mode="after")
    def _one_kind_of_base(self) -> QuotaRule:
        if (self.base is None) == (self.up_to is None):
            raise ValueError("base atau up_to, salah satu saja")
        return self


class Line(_Strict):
    code: Code
    name: Annotated[str, Field(min_length=1, max_length=120)]
    kind: Literal[PAYER_KINDS]  # type: ignore[valid-type]
    payer: Annotated[str, Field(min_length=1, max_length=120)]
    places: Annotated[int, Field(ge=1)]
    first_month: Annotated[str, AfterValidator(_month)]
    months: Annotated[int, Field(ge=1, le=120)]
    existing: bool = False
    unused: Literal["refund", "next-invoice"] = "refund"
    pledge_idr: Annotated[int, Field(ge=1)] | None = None
    quota: QuotaRule | None = None
    lot_seed: Annotated[str, Field(min_length=8, max_length=100)] | None = None
    hold_days: Annotated[int, Field(ge=0, le=365)] = 0

    @property
    def term(self) -> Term:
        return Term(Month.parse(self.first_month), self.months)


class Package(_Strict):
    income_idr: Annotated[int, Field(ge=0)] | None = None


class Eligibility(_Strict):
    decile_at_most: Annotated[int, Field(ge=1, le=10)] | None = None
    occupations: list[str] = []


class WorkforceFile(_Strict):
    file: Annotated[str, Field(min_length=1)]
    counted_on: date
    source: Annotated[str, Field(min_length=1, max_length=200)]


class ProgrammeFile(_Strict):
    """A programme as its file says it."""

    code: Code
    name: Annotated[str, Field(min_length=1, max_length=150)]
    region: Annotated[str, AfterValidator(_region)]
    village_target: Annotated[int, Field(ge=1)]
    package: Package = Package()
    eligibility: Eligibility = Eligibility()
    workforce: WorkforceFile | None = None
    lines: Annotated[list[Line], Field(min_length=1)]


def _where(loc: tuple[int | str, ...]) -> str:
    """The key of a mistake as one would look for it: lines[2].months."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def _problem(error: Any) -> Problem:
    facts = {"given": repr(error.get("input"))[:80], "detail": error["msg"]}
    code = {"missing": "file_missing_key", "extra_forbidden": "file_extra_forbidden"}.get(
        error["type"], "file_wrong_value"
    )
    return Problem(code, _where(error["loc"]), facts)


def read_form(text: str) -> ProgrammeFile | list[Problem]:
    """The programme that a TOML text says, or every mistake in its form."""
    try:
        return ProgrammeFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return [Problem("file_not_toml", "", {"detail": str(error)})]
    except ValidationError as error:
        return [_problem(one) for one in error.errors(include_url=False)]
