"""The law: a million prices and a million deaths in bulk beside the plain copy of their columns, one answer with its explanation,
and the same prices by openfisca-core. What is compared runs in turns, so that both meet the same load of the machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from bench.figure import Figure
from payung.rules.bulk import natural_death_idr, price_table, priced
from payung.rules.contribution import PAYER_KINDS, SECTORS, contribution
from payung.rules.death import natural_death
from payung.rules.law import Law, law
from payung.rules.told import explained
from payung.units.month import Month

ROWS = 1_000_000
_RUNS, _ANSWERS = 15, 1_000
_TIMES_COPY, _ANSWER_MS, _TIMES_FASTER = 10.0, 2.0, 3.0
# One month each side of the reductions of 2026 and in the middle of them; openfisca answers for one month at a time.
_MONTHS = [Month(2025, 12), Month(2026, 1), Month(2026, 5), Month(2027, 1), Month(2027, 4)]
_KINDS = {"payer_kind": pl.Enum(PAYER_KINDS), "sector": pl.Enum(SECTORS)}


@dataclass(frozen=True, slots=True)
class People:
    """Income, and the place of the sector and of the payer kind in the law's lists, one a person."""

    income: Any
    sector: Any
    payer: Any

    def frame(self, months: Any) -> pl.DataFrame:
        """The columns that a price is made from; `months` holds the place of each row's month in _MONTHS."""
        firsts = pl.Series([month.first_day for month in _MONTHS])
        return pl.DataFrame({
            "payer_kind": pl.Series(PAYER_KINDS, dtype=_KINDS["payer_kind"]).gather(self.payer),
            "sector": pl.Series(SECTORS, dtype=_KINDS["sector"]).gather(self.sector),
            "month": firsts.gather(months), "income_idr": self.income,
        })  # fmt: skip


def _people(rows: int, chance: np.random.Generator) -> People:
    return People(
        chance.integers(0, 25_000_000, rows), chance.integers(0, len(SECTORS), rows).astype(np.uint8),
        chance.integers(0, len(PAYER_KINDS), rows).astype(np.uint8),
    )  # fmt: skip


def _deaths(rows: int, chance: np.random.Generator) -> pl.DataFrame:
    paid = chance.integers(0, 60, rows)
    days = np.datetime64("2022-01-01", "D") + chance.integers(0, 1_800, rows)
    return pl.DataFrame({"on": days, "months_paid": paid, "months_consecutive": paid // 2})


def _table(book: Law, months: Sequence[Month]) -> pl.DataFrame:
    """The prices of some months by the function that answers one question; made once, as openfisca's system is."""
    return pl.DataFrame(price_table(book, months)).cast(_KINDS)


def _price(book: Law, rows: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    return priced(book, nw.from_native(rows.lazy()), nw.from_native(table.lazy())).to_native().collect()


def _entitle(book: Law, rows: pl.DataFrame) -> pl.DataFrame:
    return nw.from_native(rows.lazy()).with_columns(natural_death_idr(book)).to_native().collect()


def _copy(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column written once into memory of its own, nothing else done; of two parts, for one would only be shared."""
    half = len(frame) // 2
    return pl.concat([frame[:half], frame[half:]], rechunk=True)


def _seconds(do: Callable[[], object]) -> float:
    begun = perf_counter()
    do()
    return perf_counter() - begun


def _in_turns(*jobs: Callable[[], object]) -> list[float]:
    """The least seconds of each job, after one run to warm up: what others do on the machine only ever adds."""
    for job in jobs:
        job()
    runs = [[_seconds(job) for job in jobs] for _ in range(_RUNS)]
    return [min(times) for times in zip(*runs, strict=True)]


def _beside_copy(name: str, rows: pl.DataFrame, do: Callable[[pl.DataFrame], pl.DataFrame], full: bool) -> Figure:
    done = do(rows)
    ours, copy = _in_turns(lambda: do(rows), lambda: _copy(done))
    ratio = ours / copy
    detail = f"{ours * 1000:.0f} ms; plain copy of the same {done.width} columns {copy * 1000:.0f} ms"
    return Figure(f"{len(rows):,} {name} in bulk", ratio, _TIMES_COPY, "x the copy", detail, full)


def _one_answer(name: str, answer: Callable[[], object]) -> list[Figure]:
    times = [_seconds(answer) * 1000 for _ in range(_ANSWERS)]
    return [
        Figure(f"one {name} with its explanation, median of {_ANSWERS:,}", median(times), _ANSWER_MS, "ms"),
        Figure(f"one {name} with its explanation, 95th percentile", quantiles(times, n=20)[-1], _ANSWER_MS, "ms"),
    ]


def _told_price(book: Law) -> object:
    month = Month(2026, 5)
    told = contribution(book, payer_kind="self", sector="other", month=month, income_idr=1_099_500)
    return explained(told, book, month.first_day, "id")


def _told_death(book: Law) -> object:
    day = date(2026, 5, 10)
    return explained(natural_death(book, day, months_paid=3), book, day, "id")


def _agree(book: Law, rule: Any, people: People, table: pl.DataFrame) -> None:
    """Both rules give the same rupiah for every person in every month."""
    from bench.openfisca_contribution import contributions

    for number, month in enumerate(_MONTHS):
        rows = people.frame(np.full(len(people.income), number)).with_row_index("person")
        ours = _price(book, rows, table).sort("person")["total_idr"].to_numpy()
        theirs = contributions(rule, str(month), people.income, people.sector, people.payer)
        assert (ours == theirs).all(), f"the two rules differ in {month} for {(ours != theirs).sum()} persons"


def _beside_openfisca(book: Law, people: People, full: bool) -> Figure:
    from bench.openfisca_contribution import contributions, system

    rule, number, table = system(book), 2, _table(book, _MONTHS)
    _agree(book, rule, people, table)
    rows, month = people.frame(np.full(len(people.income), number)), str(_MONTHS[number])
    ours, theirs = _in_turns(
        lambda: _price(book, rows, table),
        lambda: contributions(rule, month, people.income, people.sector, people.payer),
    )
    share = ours / theirs
    detail = (
        f"{1 / share:.1f} times as fast: {ours * 1000:.0f} ms beside {theirs * 1000:.0f} ms; "
        f"the same rupiah on all rows of {len(_MONTHS)} months"
    )
    name = f"{len(rows):,} prices of one month beside openfisca-core"
    return Figure(name, share, 1 / _TIMES_FASTER, "of its time", detail, full)


def figures(rows: int = ROWS) -> list[Figure]:
    """Prices and deaths in bulk, one answer of each, and openfisca beside ours. Raises AssertionError where the two differ."""
    book, chance, full = law(), np.random.default_rng(20260523), rows >= ROWS
    people = _people(rows, chance)
    prices, table = people.frame(chance.integers(0, len(_MONTHS), rows)), _table(book, _MONTHS)
    (made,) = _in_turns(lambda: _table(book, _MONTHS))
    return [
        Figure(f"table of {len(table):,} prices made", made * 1000, None, "ms", "once for a bulk, before it"),
        _beside_copy("contribution prices", prices, lambda frame: _price(book, frame, table), full),
        _beside_copy("death entitlements", _deaths(rows, chance), lambda frame: _entitle(book, frame), full),
        *_one_answer("price", lambda: _told_price(book)),
        *_one_answer("death", lambda: _told_death(book)),
        _beside_openfisca(book, people, full),
    ]
