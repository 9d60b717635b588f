"""Third step of the door: text as offices write it becomes typed columns; what cannot be understood becomes null.

`clean(fields, context)` keeps the grain (one row a worker) and the row numbers. Nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from payung.intake.clean.dates import day
from payung.intake.clean.identity import nik, nik_was_number, sex
from payung.intake.clean.numbers import digits, phone, rupiah, small_number
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


def _typed(fields: pl.DataFrame) -> pl.DataFrame:
    return fields.select(
        "sheet_row",
        nik(pl.col("nik")).alias("nik"),
        nik_was_number(pl.col("nik")).alias("nik_was_number"),
        text(pl.col("name"), longest=150).alias("name"),
        pl.coalesce(day(pl.col("birth_on")), day(pl.col("birth_place_and_on"))).alias("birth_on"),
        sex(pl.col("sex")).alias("sex"),
        text(pl.col("address"), longest=300).alias("address"),
        text(pl.col("occupation"), longest=100).alias("occupation_given"),
        text(pl.col("sector"), longest=30).alias("sector_given"),
        phone(pl.col("phone")).alias("phone"),
        pl.col("phone").is_not_null().alias("phone_given"),
        text(pl.col("mother_name"), longest=150).alias("mother_name"),
        rupiah(pl.col("income")).alias("income_idr"),
        text(pl.col("income"), longest=40).is_not_null().alias("income_given"),
        digits(pl.col("kk"), 16).alias("kk"),
        digits(pl.col("kpj"), 11).alias("kpj"),
        small_number(pl.col("decile"), 1, 10).alias("decile"),
        text(pl.col("heir_name"), longest=150).alias("heir_name"),
        text(pl.col("heir_relation"), longest=60).alias("heir_relation"),
        day(pl.col("member_since")).alias("member_since"),
        text(pl.col("village_code"), longest=40).alias("village_code"),
        text(pl.col("village_name"), longest=100).alias("village_name"),
        text(pl.col("district_name"), longest=100).alias("district_name"),
    )


def clean(fields: pl.DataFrame, context: Context) -> pl.DataFrame:
    """The typed columns that the checks of `rules/eligibility` read, and those that landing writes. Same rows."""
    typed = with_occupation(_typed(fields), context.occupations)
    placed = with_village(
        typed, context.villages, context.area_from, context.area_until, default=context.default_village
    )
    regency = pl.col("nik").str.slice(0, 2) + "." + pl.col("nik").str.slice(2, 2)
    return placed.with_columns(regency.is_in(list(context.regencies)).fill_null(False).alias("regency_known"))
