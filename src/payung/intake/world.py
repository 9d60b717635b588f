"""What cleaning has to know of the world, read once per process: the region tree and the words for occupations."""

from __future__ import annotations

from datetime import date
from functools import cache

import polars as pl

from payung.intake.clean import Context
from payung.intake.clean.places import name_key
from payung.intake.clean.work import occupation_words
from payung.intake.models import Batch
from payung.regions.queries import all_villages, regency_codes
from payung.rules.law import law
from payung.units.region import Area


@cache
def villages() -> pl.DataFrame:
    """Every village: code, name, district. One row a village; the tree does not change while the program runs."""
    return pl.DataFrame(all_villages(), schema=["code", "name", "district"], orient="row")


@cache
def _regencies() -> frozenset[str]:
    return frozenset(regency_codes())


@cache
def _words(on: date) -> pl.DataFrame:
    return occupation_words(law().on("occupation/informal", on))


def _narrower(one: Area, other: Area) -> tuple[str, str]:
    """What two areas have in common, as a range of codes; an empty range when nothing."""
    return max(one.starts, other.starts), min(one.ends, other.ends)


_VILLAGE_AND_DISTRICT = (
    r"(?:desa|kelurahan)\s+(?P<v>[a-z' ]+?)\s+(?:kecamatan|kec\.?)\s+(?P<d>[a-z' ]+?)"
    r"(?:\s+(?:kabupaten|kab\b|kota\b|tahun|provinsi).*)?$"
)


def village_in_title(titles: tuple[str, ...], area: tuple[str, str]) -> str | None:
    """The one village of an area that the lines above the headings name ("DESA X KECAMATAN Y"), or None."""
    said = " ".join(titles).lower()
    here = villages().filter((pl.col("code") >= area[0]) & (pl.col("code") < area[1]))
    words = pl.Series([said]).str.extract_groups(_VILLAGE_AND_DISTRICT)
    asked = words.struct.unnest().select(name_key(pl.col("v")), name_key(pl.col("d")))
    keyed = here.select("code", name_key(pl.col("name")).alias("v"), name_key(pl.col("district")).alias("d"))
    found = asked.join(keyed, on=["v", "d"])
    return str(found.item(0, "code")) if found.height == 1 else None


def context_of(village: str, on: date) -> Context:
    """What cleaning the row of one worker of a village has to know."""
    area = Area(village)
    return Context(villages(), _regencies(), _words(on), area.starts, area.ends, village)


def context(batch: Batch, titles: tuple[str, ...]) -> Context:
    """What cleaning the rows of a batch has to know; rows without a village belong to the batch's or to the title's."""
    area = _narrower(Area(batch.area), Area(batch.programme.region))
    own = batch.area if batch.area.count(".") == 3 else None
    default = batch.village or own or village_in_title(titles, area)
    return Context(villages(), _regencies(), _words(batch.judged_on), *area, default)
