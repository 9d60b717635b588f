"""The limit that the door is measured by: the same rows, cleaned already, copied by PostgreSQL with nothing else done.

Two ways, both with the unique index on the NIK: straight into the table, and over a staging table as the door goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import polars as pl
import psycopg

_COLUMNS = """
    sheet_row integer NOT NULL, nik varchar(16) NOT NULL{unique}, name varchar(150) NOT NULL, birth_on date NOT NULL,
    sex varchar(1), village varchar(13) COLLATE "C" NOT NULL, address varchar(300), occupation varchar(40),
    phone varchar(20), mother_name varchar(150), income_idr bigint, kk varchar(16), kpj varchar(13), decile smallint,
    heir_name varchar(150), heir_relation varchar(60), member_since date
"""
_NAMES = [line.split()[0] for line in _COLUMNS.replace("\n", " ").split(",") if line.split()[0].islower()]
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limit:
    """Seconds of each way, commit included."""

    straight: float
    over_staging: float

    @property
    def seconds(self) -> float:
        return self.straight + self.over_staging


def cleaned_rows(checked: Path, target: Path) -> Path:
    """The rows that the door found fit, as CSV: what it copied itself."""
    fit = pl.scan_parquet(checked).filter(pl.col("problems").list.len() == 0).select(_NAMES)
    fit.sink_csv(target, include_header=False, quote_style="non_numeric", null_value="")
    return target


def _copy(db: psycopg.Connection, table: str, rows: Path) -> None:
    with db.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy, rows.open("rb") as file:
        while block := file.read(_BLOCK):
            copy.write(block)


def _straight(db: psycopg.Connection, rows: Path) -> float:
    begun = perf_counter()
    _copy(db, "straight", rows)
    db.commit()
    return perf_counter() - begun


def _over_staging(db: psycopg.Connection, rows: Path) -> float:
    begun = perf_counter()
    db.execute(f"CREATE TEMP TABLE staging ({_COLUMNS.format(unique='')}) ON COMMIT DROP")
    _copy(db, "staging", rows)
    db.execute("INSERT INTO over_staging SELECT * FROM staging")
    db.commit()
    return perf_counter() - begun


def measure(database: str, rows: Path) -> Limit:
    """Times both ways on new tables of the database, which it takes away afterwards."""
    with psycopg.connect(database) as db:
        for table in ("straight", "over_staging"):
            db.execute(f"CREATE TABLE {table} ({_COLUMNS.format(unique=' UNIQUE')})")
        db.commit()
        limit = Limit(_straight(db, rows), _over_staging(db, rows))
        db.execute("DROP TABLE straight, over_staging")
        db.commit()
    return limit
