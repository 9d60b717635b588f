"""The day on which lists are judged: today in Jakarta, read here at the door; the demo lives on its own day."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

DEMO_DAY = date(2025, 11, 21)


def day_of_judgement(asked: str = "") -> date:
    """Today in Jakarta. In demo mode the day that was asked for, or that of the model case, whose terms lie in the past."""
    if not settings.DEMO:
        return timezone.localdate()
    try:
        given = date.fromisoformat(asked)
    except ValueError:
        return DEMO_DAY
    return given if 2000 <= given.year <= 2100 else DEMO_DAY


def moment_of_judgement() -> datetime:
    """Now; in demo mode this time of day on the demo's own day, so that what is done there follows what was done before."""
    now = timezone.localtime()
    if not settings.DEMO:
        return now
    return now.replace(year=DEMO_DAY.year, month=DEMO_DAY.month, day=DEMO_DAY.day)
