"""The fields of a booking: read, and told at their place what is wrong; and the key that lets a form count once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from payung.funding.queries import form_mark
from payung.units.refusal import Refused

_AMOUNT = re.compile(r"(?:rp\.?\s*)?(\d+|\d{1,3}(?:\.\d{3})+)", re.IGNORECASE)
# So that nobody types more than the ledger could hold: a thousand times the budget of the country.
_MOST_DIGITS = 15
_KEY = re.compile(r"[0-9a-f]{16}")
_LONGEST = {"reason": 200, "source": 90}
_MISSING = {"reason": "reason_missing", "source": "source_missing"}


class Mistakes(Exception):
    """Fields that are wrong, each with its refusal."""

    def __init__(self, found: dict[str, Refused]) -> None:
        super().__init__(", ".join(found))
        self.found = found


@dataclass(frozen=True, slots=True)
class Booking:
    """What is to be booked: how much, on which day, why, on which paper, and the key of the form that said so."""

    amount_idr: int
    on: date
    reason: str
    paper: str
    key: str

    @property
    def source(self) -> str:
        """What the ledger keeps: the paper, and by which form it came."""
        return self.paper + form_mark(self.key)


def new_key() -> str:
    """A key for a form that is shown: whatever is sent with it counts once."""
    return secrets.token_hex(8)


def rupiah_in(text: str) -> int:
    """Rupiah as people write them: "Rp1.234.000", "1234000". Raises Refused("amount_unreadable"): no sen, no comma."""
    found = _AMOUNT.fullmatch(text.strip())
    digits = found.group(1).replace(".", "") if found else ""
    if not digits or not text.isascii() or len(digits) > _MOST_DIGITS:
        raise Refused("amount_unreadable", given=text[:40])
    return int(digits)


def _day(text: str) -> date:
    try:
        given = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("date_invalid", given=text[:40]) from None
    if given.year < 2000 or given > timezone.localdate():
        raise Refused("day_not_yet", given=text[:40])
    return given


def words_of(name: str, text: str) -> str:
    """A reason or the number of a paper, blanks made single. Raises Refused when there is none, or too much of it."""
    found = " ".join(text.split())
    if not found:
        raise Refused(_MISSING[name])
    if len(found) > _LONGEST[name]:
        raise Refused("too_long", most=_LONGEST[name])
    return found


def key_in(sent: QueryDict) -> str:
    """The key that came with a form. Raises Refused("form_without_key") for one that this program did not make."""
    key = str(sent.get("key", ""))
    if not _KEY.fullmatch(key):
        raise Refused("form_without_key")
    return key


def booking(sent: QueryDict) -> Booking:
    """What a form says. Raises Mistakes with every field that is wrong."""
    ways: dict[str, Callable[[], Any]] = {
        "amount": lambda: rupiah_in(sent.get("amount", "")),
        "on": lambda: _day(sent.get("on", "")),
        "reason": lambda: words_of("reason", sent.get("reason", "")),
        "source": lambda: words_of("source", sent.get("source", "")),
        "key": lambda: key_in(sent),
    }
    read: dict[str, Any] = {}
    wrong: dict[str, Refused] = {}
    for name, way in ways.items():
        try:
            read[name] = way()
        except Refused as refusal:
            wrong[name] = refusal
    if wrong:
        raise Mistakes(wrong)
    return Booking(read["amount"], read["on"], read["reason"], read["source"], read["key"])
