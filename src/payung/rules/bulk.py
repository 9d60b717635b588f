"""The rules for a million rows: prices by one join with a table that the scalar rule made, deaths by one expression.

Columns: payer_kind, sector, month (the first day of the month of contribution), income_idr for a price; on, months_paid,
months_consecutive for a death. What the scalar rule refuses (a negative income, a day before the law) is null here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import narwhals as nw

from payung.rules.asked import LATEST, MOST_MONTHS
from payung.rules.contribution import PAYER_KINDS, SECTORS, contribution
from payung.rules.law import Law, Value
from payung.units.month import Month

KEY = ("payer_kind", "sector", "month", "tier")


def price_table(
    law: Law, months: Iterable[Month], payer_kinds: Sequence[str] = PAYER_KINDS, sectors: Sequence[str] = SECTORS
) -> list[dict[str, Any]]:
    """One row a (payer kind, sector, month, tier from 1) with jkk_idr, jkm_idr and total_idr, by the function `contribution`."""
    return [
        _priced(law, payer_kind, sector, month, number, tier["income_from_idr"])
        for month in months
        for number, tier in enumerate(law.on("contribution/income_tiers", month.first_day).value, 1)
        for payer_kind in payer_kinds
        for sector in sectors
    ]


def _priced(law: Law, payer_kind: str, sector: str, month: Month, tier: int, income_idr: int) -> dict[str, Any]:
    told = contribution(law, payer_kind=payer_kind, sector=sector, month=month, income_idr=income_idr)
    return {
        "payer_kind": payer_kind, "sector": sector, "month": month.first_day, "tier": tier,
        "jkk_idr": told.amount_of("jkk"), "jkm_idr": told.amount_of("jkm"), "total_idr": told.total_idr,
    }  # fmt: skip


def _dated(history: Sequence[Value], day: nw.Expr, made: Callable[[Any], nw.Expr]) -> nw.Expr:
    """What is made of the value that holds on a day; null before the first."""
    first, *later = history
    found: nw.Expr = nw.when(day >= nw.lit(first.starts)).then(made(first.value))
    for value in later:
        found = nw.when(day >= nw.lit(value.starts)).then(made(value.value)).otherwise(found)
    return found


def _tier_among(tiers: Sequence[dict[str, int]]) -> nw.Expr:
    income = nw.col("income_idr")
    # One byte each: a million rows are counted through eight times less memory. There are never more than 127 tiers.
    reached = [(income >= tier["income_from_idr"]).cast(nw.Int8) for tier in tiers]
    return sum(reached[1:], reached[0])


def tier(law: Law) -> nw.Expr:
    """The number of the tier of a row, from 1: how many tiers do not begin above the income; 0 for a negative income."""
    return _dated(law.history("contribution/income_tiers"), nw.col("month"), _tier_among).cast(nw.Int64).alias("tier")


def priced(law: Law, rows: nw.LazyFrame[Any], table: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The rows with tier, jkk_idr, jkm_idr and total_idr, by one join with a price table on the same engine."""
    return rows.with_columns(tier(law)).join(table, on=list(KEY), how="left")


def _amount(value: Any) -> nw.Expr:
    return nw.lit(int(value), dtype=nw.Int64)


def _counted(law: Law, on: nw.Expr, reading: str | None) -> nw.Expr:
    if reading is not None:
        return nw.col(f"months_{reading}")
    return _dated(law.history("death/waiting_reading"), on, lambda held: nw.col(f"months_{held}"))


def natural_death_idr(law: Law, *, reading: str | None = None) -> nw.Expr:
    """What a natural death pays in rupiah without scholarships; null where the months are impossible or the law is unknown."""
    on, paid, in_row = nw.col("on"), nw.col("months_paid"), nw.col("months_consecutive")
    lump, periodic, burial, waiting = (
        _dated(law.history(f"death/{name}"), on, _amount)
        for name in ("lump_sum", "periodic", "burial", "waiting_months")
    )
    full = nw.when(_counted(law, on, reading) >= waiting).then(lump + periodic + burial).otherwise(burial)
    possible = (in_row >= 0) & (paid >= in_row) & (paid <= MOST_MONTHS) & (on <= nw.lit(LATEST))
    return nw.when(possible).then(full).alias("death_natural_idr")
