"""Lists of synthetic workers as a regency sends them, as large as wanted: the columns and the faults of the sample list.

Every NIK begins with the unassigned district 32.14.99 and is used once; the same arguments give the same list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

_FIRST_BIRTH, _LAST_BIRTH = date(1962, 1, 1), date(2006, 12, 31)
_BIRTHS = 2 * ((_LAST_BIRTH - _FIRST_BIRTH).days + 1)  # a day and a sex; each has 9,999 serial numbers
_STRIDE = 12_347  # a prime that does not divide the number of births: neighbours in the list are strangers
_BAD_PER_MILLE, _SUSPICIOUS_PER_MILLE = 10, 20
_FIRST_NAMES = [
    *("AI", "AGUS", "ASEP", "UJANG", "DADANG", "CECEP", "ENCEP", "JAJANG"),
    *("TATANG", "WAWAN", "IWAN", "DEDI", "ENDANG", "EUIS", "ENENG", "AISAH"),
    *("ELIS", "ONAH", "IMAS", "LILIS", "CUCU", "RINA", "SITI", "YAYAH"),
    *("NENG", "MIMIN", "ROHANAH", "IPAH", "ACIH", "ENTIN", "NUNUNG"),
]
_LAST_NAMES = [
    *("NURAENI", "MULYANA", "ROHAETI", "NURJANAH", "SUHERMAN", "GUNAWAN", "SAEPUDIN", "HERMAWAN"),
    *("KOSASIH", "KURNIA", "SETIAWAN", "MARYATI", "WAHYUDIN", "SUPRIATNA", "HIDAYAT", "SOPANDI"),
    *("RAMDANI", "ROHMAT", "PERMANA", "SUTISNA", "JUHANA", "KOMARIAH"),
]
_WORK = [
    *("Petani", "Buruh tani", "Pedagang", "Pedagang kaki lima", "Buruh bangunan", "Kuli bangunan"),
    *("Penjahit", "Ojek", "Tukang becak", "Nelayan waduk", "Seniman", "Juru kawih"),
]
_INCOMES = ["600000", "800000", "1000000", "1050000", "1200000", "1500000"]


def _drawn(salt: int) -> pl.Expr:
    """A number from 0 to 2^24 for each row, the same at every run."""
    mixed = (pl.col("at") + salt * 7_919) * 2_654_435_761 % 2**32
    return ((mixed ^ (mixed // 2**15)) * 2_246_822_519 % 2**32) // 2**8


def _picked(choices: Sequence[str], salt: int) -> pl.Expr:
    return pl.lit(pl.Series(choices)).gather(_drawn(salt) % len(choices))


def _name(salt: int) -> pl.Expr:
    return _picked(_FIRST_NAMES, salt) + " " + _picked(_LAST_NAMES, salt + 1)


def _with_identity(rows: pl.DataFrame, serial_from: int) -> pl.DataFrame:
    """Adds born, woman and a NIK that no other row has."""
    birth = pl.col("at") * _STRIDE % _BIRTHS
    born = pl.lit(_FIRST_BIRTH) + pl.duration(days=birth // 2)
    rows = rows.with_columns(born.alias("born"), (birth % 2 == 1).alias("woman"))
    day = pl.col("born").dt.day().cast(pl.Int32) + 40 * pl.col("woman").cast(pl.Int32)
    serial = pl.col("at") // _BIRTHS + serial_from
    digits = [day.cast(pl.String).str.zfill(2), pl.col("born").dt.strftime("%m%y"), serial.cast(pl.String).str.zfill(4)]
    return rows.with_columns(pl.concat_str(pl.lit("321499"), *digits).alias("nik"))


def _fit(rows: int, villages: Sequence[str], serial_from: int) -> pl.DataFrame:
    """The columns of the list with nothing wrong in them, village by village."""
    start = pl.DataFrame({"at": pl.int_range(rows, dtype=pl.Int64, eager=True)})
    phone = _picked(["0812", "0813", "0821", "0857", "0878"], 6) + (_drawn(7) % 90_000_000 + 10_000_000).cast(pl.String)
    return _with_identity(start, serial_from).select(
        "at",
        "nik",
        _name(1).alias("nama"),
        pl.col("born").dt.strftime("%d/%m/%Y").alias("tgl_lahir"),
        pl.when("woman").then(pl.lit("P")).otherwise(pl.lit("L")).alias("jenis_kelamin"),
        pl.lit(pl.Series(villages)).gather(pl.col("at") * len(villages) // rows).alias("kode_desa"),
        _picked(_WORK, 3).alias("pekerjaan"),
        phone.alias("no_hp"),
        _name(4).alias("nama_ibu_kandung"),
        _picked(_INCOMES, 8).alias("penghasilan"),
    )


def _spoilt(rows: pl.DataFrame) -> pl.DataFrame:
    """One row in a hundred with one of the sample's seven problems, two in a hundred with something to be warned of."""
    luck = _drawn(9) % 1000
    fault = pl.when(luck < _BAD_PER_MILLE).then(_drawn(10) % 7)
    warning = pl.when((luck >= _BAD_PER_MILLE) & (luck < _BAD_PER_MILLE + _SUSPICIOUS_PER_MILLE)).then(_drawn(10) % 3)
    nik, born = pl.col("nik"), pl.col("tgl_lahir")
    broken_day = pl.concat_str(nik.str.head(6), pl.lit("7213"), nik.str.tail(6))
    other_sex = pl.when(pl.col("jenis_kelamin") == "L").then(pl.lit("P")).otherwise(pl.lit("L"))
    return rows.with_columns(fault.alias("fault"), warning.alias("warning")).select(
        pl.when(pl.col("fault") == 0).then(nik.str.head(15) + "O").when(pl.col("fault") == 1).then(broken_day)
        .when(pl.col("fault") == 2).then(nik.shift(1)).otherwise(nik).alias("nik"),
        pl.when(pl.col("fault") == 3).then(pl.lit("")).otherwise("nama").alias("nama"),
        pl.when(pl.col("fault") == 4).then(pl.lit("31/02/1980")).when(pl.col("fault") == 5).then(pl.lit("17/05/1950"))
        .when(pl.col("warning") == 0).then(born.str.head(6) + "2004").otherwise(born).alias("tgl_lahir"),
        pl.when(pl.col("warning") == 1).then(other_sex).otherwise("jenis_kelamin").alias("jenis_kelamin"),
        pl.when(pl.col("fault") == 6).then(pl.lit("32.14.99.2001")).otherwise("kode_desa").alias("kode_desa"),
        "pekerjaan",
        pl.when(pl.col("warning") == 2).then(pl.lit("-")).otherwise("no_hp").alias("no_hp"),
        "nama_ibu_kandung",
        "penghasilan",
    )  # fmt: skip


def workers(rows: int, villages: Sequence[str], *, serial_from: int = 1, spoilt: bool = True) -> pl.DataFrame:
    """So many proposed workers, as text, one row a worker. Another `serial_from` (1 to 9,999) gives other people."""
    people = _fit(rows, villages, serial_from)
    return _spoilt(people) if spoilt else people.drop("at")


def write_list(rows: int, villages: Sequence[str], target: Path, *, serial_from: int = 1, spoilt: bool = True) -> Path:
    """Writes such a list as CSV with semicolons, as the regency's sample has them."""
    workers(rows, villages, serial_from=serial_from, spoilt=spoilt).write_csv(target, separator=";")
    return target
