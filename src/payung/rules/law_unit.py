"""What the values of the law are counted in: the known units, their words in each language, and what each may hold."""

from __future__ import annotations

from typing import Any

# Those that count follow their number: "3 hari kerja".
UNITS: dict[str, dict[str, str]] = {
    "idr": {"id": "rupiah", "en": "rupiah"},
    "percent": {"id": "persen", "en": "percent"},
    "per_mille": {"id": "per mil", "en": "per mille"},
    "months": {"id": "bulan", "en": "months"},
    "years": {"id": "tahun", "en": "years"},
    "hours": {"id": "jam", "en": "hours"},
    "working_days": {"id": "hari kerja", "en": "working days"},
    "day_of_month": {"id": "tanggal", "en": "day of the month"},
    "children": {"id": "anak", "en": "children"},
    "digits": {"id": "angka", "en": "digits"},
    "yes_or_no": {"id": "ya atau tidak", "en": "yes or no"},
    "country": {"id": "negara", "en": "country"},
    "choice": {"id": "pilihan", "en": "choice"},
    "list": {"id": "daftar", "en": "list"},
    "table": {"id": "tabel", "en": "table"},
}


def _each(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(type(one) is kind for one in value)


def fits(value: Any, unit: str) -> bool:
    """Whether a value is of the kind that its unit counts; years may be false, which is without end."""
    match unit:
        case "yes_or_no":
            return type(value) is bool
        case "country" | "choice":
            return type(value) is str
        case "list":
            return _each(value, str)
        case "table":
            return _each(value, dict) and bool(value)
        case "years" if value is False:
            return True
        case _:
            return type(value) is int
