"""The rules for a million rows: prices by one join with a table that the scalar rule made, deaths by one expression.

Columns: payer_kind, sector, month (the first day of the month of contribution), income_idr for a price; on, months_paid,
months_consecutive for a death. What the scalar rule refuses (a negative income, a day before the law) is null here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import gcd
from typing import Any

import narwhals as nw

from payung.rules.asked import LATEST, MOST_MONTHS
from payung.rules.contribution import PAYER_KINDS, SECTORS, contribution
from payung.rules.law import Law, Value
from payung.units.month import Month

KEY = ("payer_kind", "sector", "month", "band")
_MOST_BANDS = 10_000


def _width_idr(law: Law) -> int:
    """The widest step that no tier of any day begins between: incomes are told apart by one division, not by each tier."""
    begins = [tier["income_from_idr"] for value in law.history("contribution/income_tiers") for tier in value.value]
    width = gcd(*begins)
    assert max(begins) // width <= _MOST_BANDS, "the tiers begin at amounts too odd for a table of prices"
    return width


def _last_band(law: Law) -> int:
    begins = [value.value[-1]["income_from_idr"] for value in law.history("contribution/income_tiers")]
    return max(begins) // _width_idr(law)


def price_table(
    law: Law, months: Iterable[Month], payer_kinds: Sequence[str] = PAYER_KINDS, sectors: Sequence[str] = SECTORS
) -> list[dict[str, Any]]:
    """One row a (payer kind, sector, month, band of incomes) with tier (from 1), jkk_idr, jkm_idr and total_idr.

    Each tier is priced once, by the function `contribution`.
    """
    return [
        {**priced_tier, "tier": number, "band": band}
        for month in months
        for number, tier, bands in _tiers(law, month)
        for payer_kind in payer_kinds
        for sector in sectors
        for priced_tier in (_priced(law, payer_kind, sector, month, tier["income_from_idr"]),)
        for band in bands
    ]


def _tiers(law: Law, month: Month) -> Iterator[tuple[int, dict[str, int], range]]:
    """The tiers of a month: number, tier, and its bands of incomes."""
    tiers = law.on("contribution/income_tiers", month.first_day).value
    width = _width_idr(law)
    starts = [tier["income_from_idr"] // width for tier in tiers]
    ends = [*starts[1:], _last_band(law) + 1]
    for number, (tier, starts_at, ends_at) in enumerate(zip(tiers, starts, ends, strict=True), 1):
        yield number, tier, range(starts_at, ends_at)


def _priced(law: Law, payer_kind: str, sector: str, month: Month, income_idr: int) -> dict[str, Any]:
    told = contribution(law, payer_kind=payer_kind, sector=sector, month=month, income_idr=income_idr)
    return {
        "payer_kind": payer_kind, "sector": sector, "month": month.first_day,
        "jkk_idr": told.amount_of("jkk"), "jkm_idr": told.amount_of("jkm"), "total_idr": told.total_idr,
    }  # fmt: skip


def band(law: Law) -> nw.Expr:
    """The band of incomes of a row, from 0; null for a negative income."""
    income, last = nw.col("income_idr"), _last_band(law)
    divided = income // _width_idr(law)
    within = nw.when(divided > last).then(nw.lit(last)).otherwise(divided)
    return nw.when(income >= 0).then(within).cast(nw.Int64).alias("band")


def priced(law: Law, rows: nw.LazyFrame[Any], table: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The rows with tier, jkk_idr, jkm_idr and total_idr, by one join with a price table on the same engine."""
    return rows.with_columns(band(law)).join(table, on=list(KEY), how="left").drop("band")


def _dated(history: Sequence[Value], day: nw.Expr, made: Callable[[Any], nw.Expr]) -> nw.Expr:
    """What is made of the value that holds on a day; null before the first."""
    first, *later = history
    found: nw.Expr = nw.when(day >= nw.lit(first.starts)).then(made(first.value))
    for value in later:
        found = nw.when(day >= nw.lit(value.starts)).then(made(value.value)).otherwise(found)
    return found


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
    possible = (paid >= 1) & (in_row >= 0) & (paid >= in_row) & (paid <= MOST_MONTHS) & (on <= nw.lit(LATEST))
    return nw.when(possible).then(full).alias("death_natural_idr")
