"""The law judges one row and many alike, on Polars and on DuckDB: one day and one rupiah either side of every boundary."""

from datetime import timedelta

import duckdb
import narwhals as nw
import polars as pl
import pytest

from payung.rules.bulk import natural_death_idr, price_table, priced
from payung.rules.contribution import PAYER_KINDS, SECTORS, contribution
from payung.rules.death import natural_death
from payung.rules.law import LawUnknown, law
from payung.units.month import Month
from payung.units.refusal import Refused

DAY = timedelta(days=1)
MONTHS = [Month.parse(text) for text in ("2021-12", "2025-11", "2025-12", "2026-01", "2026-03", "2026-04", "2026-12")]
MONTHS += [Month.parse(text) for text in ("2027-01", "2027-03", "2027-04")]
TIERS = [tier["income_from_idr"] for tier in law().on("contribution/income_tiers", MONTHS[0].first_day).value]
INCOMES = sorted({max(at, 0) + step for at in TIERS for step in (-1, 0, 1)} | {1_099_500, 900_000_000})


def on_polars(rows):
    return nw.from_native(pl.LazyFrame(rows))


def on_duckdb(rows):
    arrow = pl.DataFrame(rows).to_arrow()
    return nw.from_native(duckdb.connect().from_arrow(arrow))


def together(rows, table, engine):
    """Both frames on one engine: DuckDB joins only what one connection holds."""
    if engine == "polars":
        return on_polars(rows), on_polars(table)
    one = duckdb.connect()
    return tuple(nw.from_native(one.from_arrow(pl.DataFrame(part).to_arrow())) for part in (rows, table))


def aimed_prices():
    return [
        {"payer_kind": payer, "sector": sector, "month": month.first_day, "income_idr": income}
        for payer in PAYER_KINDS for sector in SECTORS for month in MONTHS for income in INCOMES
    ]  # fmt: skip


def one_price(row):
    asked = {"payer_kind": row["payer_kind"], "sector": row["sector"], "income_idr": row["income_idr"]}
    try:
        return contribution(law(), month=Month.of(row["month"]), **asked).total_idr
    except Refused:
        return None


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_price_is_the_same_one_by_one_and_in_bulk(engine):
    rows = aimed_prices()
    frame, table = together(rows, price_table(law(), MONTHS), engine)
    found = priced(law(), frame, table).collect("polars").to_native().to_dicts()
    assert len(found) == len(rows)
    wrong = [
        row for row in found if row["total_idr"] != one_price(row) or (row["tier"] is None) != (row["income_idr"] < 0)
    ]
    assert wrong == []


def boundaries():
    """The first day of every value that a natural death rests on."""
    names = ("waiting_months", "waiting_reading", "lump_sum", "periodic", "burial")
    return sorted({value.starts for name in names for value in law().history(f"death/{name}")})


def aimed_deaths():
    return [
        {"on": at + step * DAY, "months_paid": paid, "months_consecutive": run}
        for at in boundaries() for step in (-1, 0, 1) for paid in (-1, 0, 1, 2, 3, 4, 36) for run in (-1, 0, 2, 3, 4)
    ]  # fmt: skip


def one_death(row, reading):
    try:
        return natural_death(
            law(),
            row["on"],
            months_paid=row["months_paid"],
            months_consecutive=row["months_consecutive"],
            reading=reading,
        ).total_idr
    except (Refused, LawUnknown):
        return None


@pytest.mark.parametrize("reading", [None, "paid", "consecutive"])
@pytest.mark.parametrize("frame", [on_polars, on_duckdb])
def test_a_death_is_the_same_one_by_one_and_in_bulk(frame, reading):
    found = frame(aimed_deaths()).with_columns(natural_death_idr(law(), reading=reading))
    rows = found.collect("polars").to_native().to_dicts()
    assert [row for row in rows if row["death_natural_idr"] != one_death(row, reading)] == []
    assert {row["death_natural_idr"] for row in rows} == {None, 10_000_000, 42_000_000}


def test_the_table_has_one_row_a_payer_sector_month_and_band_and_names_every_tier():
    rows = price_table(law(), MONTHS)
    assert len(rows) == len({(r["payer_kind"], r["sector"], r["month"], r["band"]) for r in rows})
    assert len({(r["payer_kind"], r["sector"], r["month"], r["tier"]) for r in rows}) == (
        len(PAYER_KINDS) * len(SECTORS) * len(MONTHS) * len(TIERS)
    )
