"""What may be asked: whole numbers and days within a range, refused with the name of the field and the range."""

from __future__ import annotations

from datetime import date

from payung.units.refusal import Refused
from payung.units.rupiah import in_figures

# Beyond this no calendar of holidays is kept, and no term is planned.
LATEST = date(2100, 12, 31)
MOST_IDR = 1_000_000_000_000
MOST_MONTHS = 1_200
MOST_TERM_MONTHS = 120
# What a number may be, by the name of its field; any other is an amount of rupiah from nothing on.
_RANGES = {
    "base": (1, MOST_IDR), "months_paid": (1, MOST_MONTHS), "consecutive": (0, MOST_MONTHS),
    "inability_months": (0, MOST_MONTHS), "homecare_months": (1, MOST_MONTHS), "months": (1, MOST_TERM_MONTHS),
    "covered_before": (0, MOST_MONTHS - MOST_TERM_MONTHS),
}  # fmt: skip


def span(field: str, least: int | None = None, most: int | None = None) -> tuple[int, int]:
    """The least and the most that a field may hold, unless another end is given."""
    usual = _RANGES.get(field, (0, MOST_IDR))
    return usual[0] if least is None else least, usual[1] if most is None else most


def span_in_words(field: str, least: int | None = None, most: int | None = None) -> str:
    """The same in figures: "0 - 1.000.000.000.000"."""
    return " - ".join(in_figures(end) for end in span(field, least, most))


def out_of_range(field: str, given: object, *, least: int | None = None, most: int | None = None) -> Refused:
    """The refusal of a number: its range in words, and for programs as `least` and `most`."""
    low, high = span(field, least, most)
    allowed = span_in_words(field, least, most)
    return Refused("field_invalid", field=field, given=given, allowed=allowed, least=low, most=high)


def whole(field: str, given: int, *, least: int | None = None, most: int | None = None) -> int:
    """The number as it is. Raises Refused("field_invalid") outside the range of the field, or outside the one given."""
    low, high = span(field, least, most)
    if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
        raise out_of_range(field, given, least=least, most=most)
    return given


def day(field: str, given: date, *, least: date = date.min) -> date:
    """The day as it is. Raises Refused("field_invalid") before the least or after 2100; the law tells its own beginning."""
    if not least <= given <= LATEST:
        allowed = f"{least} - {LATEST}" if least > date.min else f"<= {LATEST}"
        raise Refused("field_invalid", field=field, given=given.isoformat(), allowed=allowed)
    return given
