"""The village of a row: by its code, by its name and district, or the one the whole list is about."""

from __future__ import annotations

import polars as pl

from payung.intake.clean.text import key

_TITLES = r"^(desa|kelurahan|kel\.|kecamatan|kec\.)\s+"


def name_key(column: pl.Expr) -> pl.Expr:
    """A region's name without its title, in letters alone."""
    return key(column.str.to_lowercase().str.replace(_TITLES, ""))


def _dotted(column: pl.Expr) -> pl.Expr:
    plain = column.str.replace(r"\.0$", "")
    ten = plain.str.extract(r"^([0-9]{10})$", 1)
    parts = [ten.str.slice(0, 2), ten.str.slice(2, 2), ten.str.slice(4, 2), ten.str.slice(6, 4)]
    return pl.when(ten.is_not_null()).then(pl.concat_str(parts, separator=".")).otherwise(plain)


def _unique_names(villages: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """The names that mean one village alone: a name that repeats is nobody's key."""
    return villages.select("code", *keys).unique(subset=list(keys), keep="none")


def _by_name(rows: pl.DataFrame, villages: pl.DataFrame) -> pl.DataFrame:
    """Adds `named_both` and `named_alone`: the village by name and district, and by a name that repeats nowhere here."""
    keyed = villages.with_columns(name_key(pl.col("name")).alias("v"), name_key(pl.col("district")).alias("d"))
    both = _unique_names(keyed, "v", "d").rename({"code": "named_both"})
    alone = _unique_names(keyed, "v").rename({"code": "named_alone"})
    rows = rows.with_columns(name_key(pl.col("village_name")).alias("v"), name_key(pl.col("district_name")).alias("d"))
    return rows.join(both, on=["v", "d"], how="left").join(alone, on="v", how="left").drop("v", "d")


def with_village(
    rows: pl.DataFrame, villages: pl.DataFrame, area_from: str, area_until: str, *, default: str | None
) -> pl.DataFrame:
    """Adds `village`, `village_known` and `village_inside`; a row that names no village belongs to the default one.

    Names are looked for inside the area only, since they repeat; a name with a district that does not fit is unknown.
    """
    here = villages.filter((pl.col("code") >= area_from) & (pl.col("code") < area_until))
    if rows.get_column("village_name").null_count() < rows.height:
        rows = _by_name(rows, here)
    else:
        rows = rows.with_columns(named_both=pl.lit(None, pl.String), named_alone=pl.lit(None, pl.String))
    by_name = pl.when(pl.col("district_name").is_null()).then("named_alone").otherwise("named_both")
    named = pl.when(pl.col("village_name").is_not_null()).then(by_name).otherwise(pl.lit(default, pl.String))
    code = pl.when(pl.col("village_code").is_not_null()).then(_dotted(pl.col("village_code"))).otherwise(named)
    known = pl.col("village").is_in(villages.get_column("code").implode()).fill_null(False)
    inside = (pl.col("village") >= area_from) & (pl.col("village") < area_until)
    rows = rows.with_columns(code.alias("village"))
    return rows.with_columns(known.alias("village_known"), inside.fill_null(False).alias("village_inside")).drop(
        "named_both", "named_alone"
    )
