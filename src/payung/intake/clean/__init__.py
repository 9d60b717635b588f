"""Third step of the door: text as offices write it becomes typed columns; what cannot be understood becomes null.

`clean(fields, context)` keeps the grain (one row a worker) and the row numbers. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import polars as pl

from payung.intake.clean.dates import day
from payung.intake.clean.identity import nik, nik_was_number, sex
from payung.intake.clean.numbers import MOBILE, digits, phone, rupiah, small_number
from payung.intake.clean.places import with_village
from payung.intake.clean.text import text
from payung.intake.clean.work import with_occupation


@dataclass(frozen=True)
class Context:
    """What cleaning has to know of the world: the villages (code, name, district) and regencies there are, the words for
    occupations, the area that the list may speak of, and the village meant where a row names none."""

    villages: pl.DataFrame
    regencies: frozenset[str]
    occupations: pl.DataFrame
    area_from: str
    area_until: str
    default_village: str | None = None


Understand = Callable[[pl.Expr], pl.Expr]

# Column made, field read, how it is understood, and what needs no understanding because it is as it should be.
_LONGEST = 150
_SHORT = 1000  # rows
_TIDY = r"^[^\s-]{5}[^\s\u{a0}]*( [^\s\u{a0}]+)*$"
_MANY: tuple[tuple[str, str, Understand, str], ...] = (
    ("nik", "nik", nik, r"^[0-9]{16}$"),
    ("name", "name", partial(text, longest=150), _TIDY),
    ("address", "address", partial(text, longest=300), _TIDY),
    ("phone", "phone", phone, MOBILE),
    ("mother_name", "mother_name", partial(text, longest=150), _TIDY),
    ("kk", "kk", partial(digits, count=16), r"^[0-9]{16}$"),
    ("kpj", "kpj", partial(digits, count=11), r"^[0-9]{11}$"),
    ("heir_name", "heir_name", partial(text, longest=150), _TIDY),
)
# Columns of few different values: each is understood once, not once a row.
_FEW: tuple[tuple[str, str, Understand], ...] = (
    ("born", "birth_on", day),
    ("born_somewhere", "birth_place_and_on", day),
    ("sex", "sex", sex),
    ("occupation_given", "occupation", partial(text, longest=100)),
    ("sector_given", "sector", partial(text, longest=30)),
    ("income_idr", "income", rupiah),
    ("income_given", "income", lambda column: text(column, longest=40).is_not_null()),
    ("decile", "decile", partial(small_number, least=1, most=10)),
    ("heir_relation", "heir_relation", partial(text, longest=60)),
    ("member_since", "member_since", day),
    ("village_code", "village_code", partial(text, longest=40)),
    ("village_name", "village_name", partial(text, longest=100)),
    ("district_name", "district_name", partial(text, longest=100)),
)


def _once_a_value(fields: pl.DataFrame, name: str, source: str, understand: Understand) -> pl.Series:
    """One column, its different values understood once each."""
    given = fields.get_column(source).rename("given")
    values = given.unique()
    made = pl.DataFrame({"given": values}).with_columns(understand(pl.col("given")).alias(name))
    if values.len() == 1:
        return made.get_column(name).new_from_index(0, given.len())
    return given.to_frame().join(made, on="given", how="left", nulls_equal=True, maintain_order="left").get_column(name)


def _only_the_unusual(fields: pl.DataFrame, name: str, source: str, understand: Understand, usual: str) -> pl.Series:
    """One column, left as it is where it is as it should be, and understood where not."""
    given = fields.get_column(source)
    unusual = (~given.str.contains(usual).fill_null(False) | (given.str.len_chars() > _LONGEST)).arg_true()
    made = given.gather(unusual).to_frame().select(understand(pl.col(source))).to_series()
    return given.clone().scatter(unusual, made).rename(name)


def _column_by_column(fields: pl.DataFrame) -> pl.DataFrame:
    """A long list: what is usual or repeats is understood once."""
    many = [_only_the_unusual(fields, *column) for column in _MANY]
    return pl.DataFrame([*many, *(_once_a_value(fields, *column) for column in _FEW)])


@cache
def _all_at_once() -> list[pl.Expr]:
    """A form or a short list: one statement over all columns costs less than looking for what repeats."""
    columns = [*(column[:3] for column in _MANY), *_FEW]
    return [understand(pl.col(source)).alias(name) for name, source, understand in columns]


def _typed(fields: pl.DataFrame) -> pl.DataFrame:
    flags = fields.select(
        "sheet_row", nik_was_number(pl.col("nik")).alias("nik_was_number"), phone_given=pl.col("phone").is_not_null()
    )
    understood = fields.select(_all_at_once()) if fields.height <= _SHORT else _column_by_column(fields)
    typed = flags.hstack(understood)
    return typed.with_columns(pl.coalesce("born", "born_somewhere").alias("birth_on")).drop("born", "born_somewhere")


def clean(fields: pl.DataFrame, context: Context) -> pl.DataFrame:
    """The typed columns that the checks of `rules/eligibility` read, and those that landing writes. Same rows."""
    typed = with_occupation(_typed(fields), context.occupations)
    placed = with_village(
        typed, context.villages, context.area_from, context.area_until, default=context.default_village
    )
    regencies = [code.replace(".", "") for code in context.regencies]
    known = pl.col("nik").str.slice(0, 4).is_in(regencies).fill_null(False)
    return placed.with_columns(known.alias("regency_known"))
