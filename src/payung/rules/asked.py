"""What may be asked: whole numbers and days within a range, refused with the name of the field and the range."""

from __future__ import annotations

from datetime import date

from payung.units.refusal import Refused

# Beyond this no calendar of holidays is kept, and no term is planned.
LATEST = date(2100, 12, 31)
MOST_IDR = 1_000_000_000_000
MOST_MONTHS = 1_200


def whole(field: str, given: int, *, least: int = 0, most: int = MOST_IDR) -> int:
    """The number as it is. Raises Refused("field_invalid") outside the range."""
    if isinstance(given, bool) or not isinstance(given, int) or not least <= given <= most:
        raise Refused("field_invalid", field=field, given=given, allowed=f"{least} - {most}")
    return given


def day(field: str, given: date, *, least: date = date.min) -> date:
    """The day as it is. Raises Refused("field_invalid") before the least or after 2100; the law tells its own beginning."""
    if not least <= given <= LATEST:
        allowed = f"{least} - {LATEST}" if least > date.min else f"<= {LATEST}"
        raise Refused("field_invalid", field=field, given=given.isoformat(), allowed=allowed)
    return given
