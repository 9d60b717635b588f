"""Reads of the region tree."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.functions import Length

from payung.regions.models import Region
from payung.units import region as codes
from payung.units.region import Area


def region(code: str) -> Region | None:
    """The region with this code, or None."""
    return Region.objects.filter(code=code).first()


def inside(area: Area) -> QuerySet[Region]:
    """Every region of an area, itself included, by code."""
    return Region.objects.filter(code__gte=area.starts, code__lt=area.ends)


def villages(area: Area) -> QuerySet[Region]:
    """The villages of an area, by code."""
    return inside(area).alias(length=Length("code")).filter(length=13)


def children(code: str) -> QuerySet[Region]:
    """The regions one level below a code; the provinces for the empty code."""
    return Region.objects.filter(parent_id=code or None)


def ancestors(code: str) -> list[Region]:
    """The regions above a code, from the province down, the region itself last."""
    parts = code.split(".")
    codes = [".".join(parts[: n + 1]) for n in range(len(parts))]
    return list(Region.objects.filter(code__in=codes).order_by("code"))


def regency_codes() -> set[str]:
    """The codes of all regencies and cities."""
    return set(Region.objects.alias(length=Length("code")).filter(length=5).values_list("code", flat=True))


def all_villages() -> list[tuple[str, str, str]]:
    """Code, name and district of every village, by code."""
    rows = Region.objects.alias(length=Length("code")).filter(length=13).values_list("code", "name", "parent__name")
    return list(rows.order_by("code"))


def with_codes(codes: Iterable[str]) -> dict[str, Region]:
    """The regions with these codes, by code; codes that are none are left out."""
    return Region.objects.in_bulk(list(codes))


def called(kind: str, name: str) -> str:
    """How a region is called in full: "Desa Tanjungsari", and "Kabupaten Purwakarta" whose name holds its kind already."""
    return str(Region(kind=kind, name=name))


def level_of(code: str) -> str:
    """province, regency, district or village; the empty text for the whole country."""
    return codes.level(code) if code else ""
