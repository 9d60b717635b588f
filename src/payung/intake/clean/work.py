"""What a worker does, as a known occupation and its sector."""

from __future__ import annotations

import polars as pl

from payung.intake.clean.text import key
from payung.rules.law import Value

_TRANSPORT = r"^(transport|angkutan|ojek|pengemudi)"


def occupation_words(informal: Value) -> pl.DataFrame:
    """Every word for an occupation: columns word (letters alone), occupation (code) and sector. One row a word."""
    rows = [
        (word, entry["code"], entry["sector"])
        for entry in informal.value
        for word in (*entry["name"].values(), entry["code"], *entry["words"])
    ]
    words = pl.DataFrame(rows, schema=["word", "occupation", "sector"], orient="row")
    return words.with_columns(key(pl.col("word"))).unique(subset="word", keep="first", maintain_order=True)


def with_occupation(rows: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """Adds `occupation` (a code or null) and `sector`: as the row says, else the occupation's, else "other"."""
    joined = rows.with_columns(key(pl.col("occupation_given")).alias("word")).join(
        words, on="word", how="left", maintain_order="left"
    )
    said = pl.when(pl.col("sector_given").str.to_lowercase().str.contains(_TRANSPORT)).then(pl.lit("transport"))
    given = said.when(pl.col("sector_given").is_not_null()).then(pl.lit("other"))
    return joined.with_columns(pl.coalesce(given, "sector", pl.lit("other")).alias("sector")).drop("word")
