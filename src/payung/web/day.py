"""The day that a page speaks of: the one that was asked for, or the last one that anybody has paid for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from payung.insight.programmes import last_covered_month
from payung.units.month import Month


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day and what must be said about it: whether it was chosen, today, and the last covered day up to today, if any.

    `wrong` is the text that was given for a day and is none.
    """

    on: date
    today: date
    chosen: bool
    last_covered: date | None
    wrong: str = ""

    @property
    def facts(self) -> dict[str, str]:
        return {"given": self.wrong}

    @property
    def is_earlier(self) -> bool:
        """Whether the page shows the last covered day because today has no cover."""
        return not self.chosen and self.on < self.today

    @property
    def is_empty(self) -> bool:
        """Whether nobody is covered in the month of the day, as far as the last covered month can tell."""
        return self.last_covered is None or Month.of(self.on) > Month.of(self.last_covered)


def _asked(text: str) -> date | None:
    try:
        given = date.fromisoformat(text)
    except ValueError:
        return None
    return given if 1900 <= given.year < 2200 else None


def asked_day(request: HttpRequest) -> ShownDay:
    """The day of `?on=`; without it today, whatever was paid."""
    text = request.GET.get("on", "").strip()
    today, asked = timezone.localdate(), _asked(text)
    return ShownDay(asked or today, today, asked is not None, None, wrong="" if asked else text)


def shown_day(request: HttpRequest, code: str) -> ShownDay:
    """The day of `?on=`; without it today, or the last covered day of the region where today's month is not paid for."""
    text = request.GET.get("on", "").strip()
    today, asked = timezone.localdate(), _asked(text)
    latest = last_covered_month(code, max(today, asked) if asked else today)
    last = latest.last_day if latest else None
    if asked:
        return ShownDay(asked, today, True, last)
    return ShownDay(min(today, last) if last else today, today, False, last, wrong=text)
