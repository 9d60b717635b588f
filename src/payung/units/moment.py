"""A moment the way a reader here expects it: the day and the clock of Jakarta."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from payung.units.month import name_of

_JAKARTA = ZoneInfo("Asia/Jakarta")


def moment_in_words(at: datetime | None, language: str = "id") -> str:
    """A moment in words: "21 November 2025 pukul 09.00 WIB", in English "21 November 2025, 09:00 WIB"; a dash for none."""
    if at is None:
        return "-"
    here = at.astimezone(_JAKARTA)
    clock = f", {here:%H:%M}" if language == "en" else f" pukul {here:%H.%M}"
    return f"{here.day} {name_of(here.month, language)} {here.year}{clock} WIB"


def day_in_jakarta(at: datetime) -> date:
    """The day on which a moment lies, by the clock of Jakarta."""
    return at.astimezone(_JAKARTA).date()
