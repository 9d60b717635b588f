"""What is typed into the forms of a case: days, moments, months and sums, read, or refused at their own field."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from payung.units.month import Month
from payung.units.refusal import Refused
from payung.web.access.signed_in import SignedIn
from payung.web.funding.form import rupiah_in
from payung.web.number import number

_JAKARTA = ZoneInfo("Asia/Jakarta")
_CENTURIES = range(1900, 2200)


def text(request: SignedIn, name: str) -> str:
    """What was typed, without blanks around it."""
    return request.POST.get(name, "").strip()


def wants_messages(request: SignedIn, name: str) -> bool:
    """Whether messages are wanted on the number beside it; never where there is no gateway to send them."""
    return bool(settings.MESSAGES_URL) and request.POST.get(name) == "yes"


def day_in(request: SignedIn, name: str) -> date:
    """A day. Raises Refused("day_unreadable") at the field."""
    try:
        given = date.fromisoformat(text(request, name))
    except ValueError:
        raise Refused("day_unreadable", place=name) from None
    if given.year not in _CENTURIES:
        raise Refused("day_unreadable", place=name)
    return given


def moment_in(request: SignedIn, name: str) -> datetime:
    """A day and a time by the clock of Jakarta. Raises Refused("moment_unreadable") at the field."""
    try:
        given = datetime.fromisoformat(text(request, name))
    except ValueError:
        raise Refused("moment_unreadable", place=name) from None
    if given.year not in _CENTURIES or given.tzinfo:
        raise Refused("moment_unreadable", place=name)
    return given.replace(tzinfo=_JAKARTA)


def time_in(request: SignedIn, name: str, on: date) -> datetime:
    """A time of a day by the clock of Jakarta. Raises Refused("moment_unreadable") at the field."""
    try:
        return datetime.combine(on, time.fromisoformat(text(request, name)).replace(tzinfo=None), _JAKARTA)
    except ValueError:
        raise Refused("moment_unreadable", place=name) from None


def month_in(request: SignedIn, name: str) -> Month:
    """A month. Raises Refused("month_unreadable") at the field."""
    try:
        return Month.parse(text(request, name))
    except ValueError:
        raise Refused("month_unreadable", place=name) from None


def rupiah_at(request: SignedIn, name: str) -> int:
    """A sum of rupiah. Raises Refused("amount_unreadable") at the field."""
    try:
        return rupiah_in(text(request, name))
    except Refused as refusal:
        raise Refused(refusal.code, **refusal.facts, place=name) from None


def number_at(request: SignedIn, name: str) -> int:
    """The number of a row that a form names; 0, which no row has, for anything else."""
    return number(text(request, name)) or 0
