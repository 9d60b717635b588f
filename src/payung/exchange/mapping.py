"""The columns of the files that come and go, as one mapping file says them; every mistake in it is named with its key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from django.conf import settings
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from payung.units.refusal import Problem, Refused
from payung.units.words import say

# What of a worker, of a term, of an invoice and of a payout a column may hold.
VALUES = (
    "nik", "name", "birth_on", "sex", "mother_name", "phone", "address", "village_code", "village_name", "district_name",
    "occupation", "income_idr", "kpj", "programme", "line", "first_month", "months", "amount_idr", "payment_code",
    "claim_number", "payee", "bank", "account", "account_holder", "reference",
)  # fmt: skip
OWN_MAPPING = Path(__file__).with_name("mapping.toml")
# "No. KPJ", "NO_KPJ" and "no kpj" are one heading.
_BARE = str.maketrans("", "", " \t\u00a0._-/:()'\"*")


def bare(text: str) -> str:
    """A heading or a word without capitals, blanks and punctuation, so that two spellings of one are equal."""
    return text.translate(_BARE).casefold()


def _said(text: str) -> str:
    if not bare(text):
        raise ValueError("tidak boleh kosong")
    return text


def _different(texts: list[str]) -> list[str]:
    if len({bare(each) for each in texts}) < len(texts):
        raise ValueError("satu judul tertulis dua kali")
    return texts


Said = Annotated[str, Field(max_length=80), AfterValidator(_said)]
Texts = Annotated[list[Said], Field(min_length=1), AfterValidator(_different)]
Optional = Annotated[list[Said], AfterValidator(_different)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Known(_Strict):
    """How well the columns are known, and from where."""

    verified: bool
    source: Annotated[str, Field(min_length=1, max_length=300)]


class Column(_Strict):
    """One column of a file that goes out: its heading, and what stands below it."""

    heading: Said
    value: Literal[VALUES] | None = None  # type: ignore[valid-type]
    constant: Annotated[str, Field(max_length=80)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Column:
        if (self.value is None) == (self.constant is None):
            raise ValueError("isi value atau constant, salah satu")
        return self


class Outgoing(_Known):
    """A file that goes to BPJS or to the bank: its columns from left to right."""

    columns: Annotated[list[Column], Field(min_length=1, max_length=100)]

    @model_validator(mode="after")
    def _each_heading_once(self) -> Outgoing:
        _different([column.heading for column in self.columns])
        return self


class AnswerColumns(_Known):
    """The headings of the file that BPJS sends back, each with its spellings, and the words that mean yes and no."""

    nik: Texts
    kpj: Texts
    status: Optional
    reason: Optional
    accepted: Optional
    refused: Optional

    @model_validator(mode="after")
    def _words_for_a_status(self) -> AnswerColumns:
        if self.status and not (self.accepted and self.refused):
            raise ValueError("kolom status memerlukan kata untuk accepted dan refused")
        if {bare(word) for word in self.accepted} & {bare(word) for word in self.refused}:
            raise ValueError("satu kata berarti diterima dan ditolak sekaligus")
        return self


class StatementColumns(_Known):
    """The headings of a bank's statement as a table, each with its spellings, and the labels beside its balances."""

    booked_on: Texts
    text: Texts
    number: Optional
    debit: Optional
    credit: Optional
    amount: Optional
    direction: Optional
    balance: Optional
    opening_label: Optional
    closing_label: Optional
    account_label: Optional

    @model_validator(mode="after")
    def _money_somewhere(self) -> StatementColumns:
        if not self.amount and not (self.debit and self.credit):
            raise ValueError("isi amount, atau debit dan credit")
        return self


class ResultColumns(_Known):
    """The headings of the file in which the bank says what became of payouts, each with its spellings."""

    reference: Texts
    amount: Texts
    paid_on: Texts
    failed_why: Texts


class Mapping(_Strict):
    """All columns of all files."""

    participants: Outgoing
    payments: Outgoing
    payouts: Outgoing
    payout_results: ResultColumns
    answers: AnswerColumns
    statement: StatementColumns


def _where(loc: tuple[int | str, ...]) -> str:
    """The key of a mistake as one would look for it: participants.columns[2].value."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def _problem(error: Any) -> Problem:
    code = {"missing": "file_missing_key", "extra_forbidden": "file_extra_forbidden"}.get(
        error["type"], "file_wrong_value"
    )
    detail = error["msg"].removeprefix("Value error, ")
    return Problem(code, _where(error["loc"]), {"given": repr(error.get("input"))[:80], "detail": detail})


def read_mapping(text: str) -> Mapping | list[Problem]:
    """The mapping that a TOML text says, or every mistake in it."""
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return [Problem("file_not_toml", "", {"detail": str(error)})]
    except ValidationError as error:
        return [_problem(one) for one in error.errors(include_url=False)]


def _told(problems: list[Problem], language: str) -> Iterator[str]:
    for each in problems:
        yield f"{each.where or '-'}: {say(each.code, language, **each.facts)}"


@lru_cache(maxsize=4)
def _held(path: Path, _changed_ns: int) -> Mapping:
    found = read_mapping(path.read_text("utf-8"))
    if isinstance(found, list):
        raise Refused("mapping_wrong", path=path.name, mistakes=" ".join(_told(found, "id")))
    return found


def mapping(path: Path | None = None) -> Mapping:
    """The mapping of a file, or the one that comes with the program; read anew when the file has changed.

    Raises Refused("mapping_wrong") that names every mistake with its key, Refused("file_missing") without the file.
    """
    path = path or OWN_MAPPING
    try:
        return _held(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError):
        raise Refused("file_missing", path=path.name) from None


def own_or_given() -> Mapping:
    """The mapping that this installation names in PAYUNG_MAPPING, or the one that comes with the program. Raises as `mapping`."""
    return mapping(Path(settings.MAPPING_FILE)) if settings.MAPPING_FILE else mapping()
