"""A value of the law in words: rupiah, percent, months, yes or no; a table as headings and rows of words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from payung.rules.law_unit import UNITS
from payung.units.rupiah import in_figures, in_rupiah
from payung.web.components.tags import language

_WORDS = {
    "unlimited": gettext_noop("tanpa batas"),
    "consecutive": gettext_noop("berturut-turut sampai meninggal"),
    "paid": gettext_noop("semua bulan yang dibayar"),
    "equal": gettext_noop("sama besar"),
    "eldest": gettext_noop("yang tertua"),
    "calendar": gettext_noop("setiap hari kalender"),
    "working": gettext_noop("hari kerja saja"),
    "bpu": gettext_noop("usaha sendiri"),
    "apprentice": gettext_noop("magang"),
    "transport": gettext_noop("transportasi"),
    "other": gettext_noop("lainnya"),
    "spouse": gettext_noop("istri atau suami"),
    "child": gettext_noop("anak"),
    "parent": gettext_noop("orang tua"),
    "grandparent": gettext_noop("kakek atau nenek"),
    "grandchild": gettext_noop("cucu"),
    "sibling": gettext_noop("saudara kandung"),
    "parent_in_law": gettext_noop("mertua"),
    "will": gettext_noop("wasiat"),
}
_HEADINGS = {
    "income_from_idr": gettext_noop("Penghasilan mulai"),
    "base_income_idr": gettext_noop("Penghasilan dasar"),
    "code": gettext_noop("Kode"),
    "name": gettext_noop("Nama"),
    "right_per_mille": gettext_noop("Kanan"),
    "left_per_mille": gettext_noop("Kiri"),
    "sided": gettext_noop("Kanan dan kiri berbeda"),
    "at_most": gettext_noop("Paling banyak"),
    "from_per_mille": gettext_noop("Dari"),
    "to_per_mille": gettext_noop("Sampai"),
    "yearly_idr": gettext_noop("Setahun"),
    "years": gettext_noop("Tahun"),
    "rank": gettext_noop("Urutan"),
    "relations": gettext_noop("Siapa"),
    "sector": gettext_noop("Sektor"),
    "words": gettext_noop("Kata lain"),
    "level": gettext_noop("Jenjang"),
    "from_age": gettext_noop("Mulai umur"),
}


def _number(value: int, unit: str) -> str:
    match unit:
        case "idr":
            return in_rupiah(value)
        case "percent":
            return f"{in_figures(value)} %"
        case "" | "day_of_month":
            return in_figures(value)
        case _:
            return f"{in_figures(value)} {UNITS[unit][language()]}"


def in_words(value: Any, unit: str) -> str:
    """One value in words, by its unit ("" in a table, where the heading tells): 10000000 in "idr" gives "Rp10.000.000"."""
    if isinstance(value, bool):
        return _("tanpa batas waktu") if unit == "years" else _("ya") if value else _("tidak")
    if isinstance(value, int):
        return _number(value, unit)
    if isinstance(value, list):
        return ", ".join(in_words(each, "") for each in value)
    if isinstance(value, dict):
        return str(value[language()])
    return _(_WORDS[value]) if value in _WORDS else str(value)


def _unit_of(key: str) -> str:
    return "idr" if key.endswith("_idr") else "per_mille" if key.endswith("_per_mille") else ""


def as_table(value: Any) -> dict[str, Any] | None:
    """A list of rows as `headings` and `rows` of words; None for whatever is no table."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return None
    headings = [_(_HEADINGS[key]) if key in _HEADINGS else key for key in value[0]]
    # A code beside a name stays as it is: it is what one types into the calculator.
    rows = [
        [str(cell) if key in ("code", "rank", "level") else in_words(cell, _unit_of(key)) for key, cell in row.items()]
        for row in value
    ]
    return {"headings": headings, "rows": [list(zip(headings, row, strict=True)) for row in rows]}
