"""Words and figures of the templates: numbers, days and codes said the way a reader here expects them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language, gettext

from payung.regions.models import Region
from payung.units import words
from payung.units.month import NAMES_ID
from payung.units.nik import masked as masked_nik
from payung.units.rupiah import in_figures, in_percent, in_rupiah

register = template.Library()

_NAMES_EN = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_KINDS = {
    "apbn": "APBN",
    "apbd-prov": "APBD provinsi",
    "apbd-kab": "APBD kabupaten",
    "apbdes": "APBDes",
    "dbhcht": "DBHCHT",
    "csr": "CSR",
    "zakat": "zakat",
    "self": "mandiri",
}
_MOST_UMBRELLAS = 200


def language() -> str:
    """The language that the page is read in: "id" or "en"."""
    return "en" if (get_language() or "id").startswith("en") else "id"


@register.filter
def rupiah(amount_idr: int | None) -> str:
    """42000000 gives "Rp42.000.000"."""
    return "-" if amount_idr is None else in_rupiah(int(amount_idr))


@register.filter
def figures(number: int | None) -> str:
    """277200 gives "277.200"."""
    return "-" if number is None else in_figures(int(number))


@register.filter
def percent_of(part: int, whole: int) -> str:
    """277200 of 396000 gives "70,0 %"."""
    return in_percent(int(part), int(whole))


def _month_name(number: int) -> str:
    return (_NAMES_EN if language() == "en" else NAMES_ID)[number - 1]


@register.filter
def day(given: date | None) -> str:
    """A day in words: "21 November 2025"."""
    return f"{given.day} {_month_name(given.month)} {given.year}" if given else "-"


@register.filter
def month(given: Any) -> str:
    """The month of a day, or a Month, in words: "November 2025"."""
    number = getattr(given, "number", None) or getattr(given, "month", None)
    return f"{_month_name(number)} {given.year}" if number else "-"


@register.filter
def masked(nik: str) -> str:
    """A NIK with its first and last four digits only."""
    return masked_nik(nik)


@register.filter
def say(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """The sentence for a code of a refusal, problem or warning; the code itself when it has none."""
    try:
        return words.say(code, language(), **(facts or {}))
    except KeyError:
        return code


@register.filter
def kind_words(kind: str | None) -> str:
    """A payer's kind in words: "apbd-kab" gives "APBD kabupaten"."""
    return gettext(_KINDS[kind]) if kind in _KINDS else str(kind or "-")


@register.filter
def titled(region: Any) -> str:
    """A region, or a row with its `kind` and `name`, in words: "Desa Tanjungsari"."""
    return str(region if isinstance(region, Region) else Region(name=region.name, kind=region.kind))


@register.simple_tag
def row_of_umbrellas(earlier: int, fresh: int, to_go: int) -> list[str]:
    """One word an umbrella, in order: earlier, fresh, open. A target beyond two hundred is drawn to scale."""
    total = max(1, earlier + fresh + to_go)
    scale = min(total, _MOST_UMBRELLAS)
    first, second = earlier * scale // total, (earlier + fresh) * scale // total
    return ["earlier"] * first + ["fresh"] * (second - first) + ["open"] * (scale - second)


@register.simple_tag(takes_context=True)
def address(context: template.Context, **changes: Any) -> str:
    """This page's address with some of its questions changed; None takes one away."""
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value not in (None, ""):
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else "?"
