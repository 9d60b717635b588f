"""The span of days that a journal or a paper is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from payung.units.refusal import Refused


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last one, both in it."""

    first: date
    last: date


def _day(text: str) -> date:
    try:
        given = date.fromisoformat(text)
    except ValueError:
        raise Refused("date_invalid", given=text[:40]) from None
    if not 1900 <= given.year < 2200:
        raise Refused("date_invalid", given=text[:40])
    return given


def asked_span(request: HttpRequest, *, begins: date) -> Span:
    """`?first=` and `?last=`; without them from where it begins until today. Raises Refused for no day, or an end before it."""
    first, last = request.GET.get("first", "").strip(), request.GET.get("last", "").strip()
    until = _day(last) if last else max(begins, timezone.localdate())
    found = Span(_day(first) if first else min(begins, until), until)
    if found.last < found.first:
        raise Refused("span_turned", first=found.first.isoformat(), last=found.last.isoformat())
    return found
