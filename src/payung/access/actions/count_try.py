"""Count a try before it is judged: whoever was wrong too often waits, longer each time, in every process at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from payung.access.models import SignInWait, UsedCode
from payung.units.refusal import Refused

# Four mistakes are typing; the fifth waits half a minute, each further one twice as long, an hour at the most:
# some thirty guesses a day at one name, and whoever only forgot is let in again soon.
FREE_TRIES = 4
FIRST_WAIT_SECONDS = 30
LONGEST_WAIT_SECONDS = 3_600
# A whole office may share one address, so its mistakes are forgotten after a quiet hour; those of a name after a day.
FORGOTTEN_AFTER = {"address": timedelta(hours=1), "name": timedelta(days=1), "code": timedelta(days=1)}
# A code of an app is good for a minute and a half; nothing older could open twice.
CODES_KEPT = timedelta(minutes=10)

_COUNT = (Path(__file__).parents[1] / "sql" / "count_try.sql").read_text("utf-8")
_GIVE_BACK = (Path(__file__).parents[1] / "sql" / "give_back_try.sql").read_text("utf-8")


@dataclass(frozen=True)
class Try:
    """One try at signing in: what it is counted under, in the order in which the rows are locked."""

    keys: tuple[tuple[str, str], ...]


def key_of(text: str) -> str:
    """How a name, an address or a user is kept: a SHA-256, whatever the case of its letters."""
    return sha256(text.strip().casefold().encode()).hexdigest()


def _count(about: str, key: str, at: datetime) -> None:
    facts: dict[str, Any] = {
        "about": about, "key": key, "at": at, "forgotten": at - FORGOTTEN_AFTER[about], "free": FREE_TRIES,
        "first": FIRST_WAIT_SECONDS, "longest": LONGEST_WAIT_SECONDS,
    }  # fmt: skip
    with connection.cursor() as db:
        db.execute(_COUNT, facts)
        if db.fetchone() is None:
            until = SignInWait.objects.get(about=about, key=key).wait_until
            clock = timezone.localtime(until + timedelta(seconds=1)).strftime("%H:%M:%S")
            raise Refused("sign_in_must_wait", until=clock, seconds=int((until - at).total_seconds()) + 1)


def count_try(*, at: datetime, address: str = "", name: str = "", code: str = "") -> Try:
    """Counts a try as a wrong one, before anybody looks whether it is. Raises Refused("sign_in_must_wait").

    Counting first is what cannot be raced past: the fifth try at once meets the row that the fourth has written. A try
    that must wait is counted nowhere.
    """
    given = (("address", address), ("code", code), ("name", name))
    made = Try(tuple((about, key_of(text)) for about, text in given if text))
    with transaction.atomic():
        for about, key in made.keys:
            _count(about, key, at)
    return made


def was_right(made: Try, *, at: datetime) -> None:
    """The try was right: a name or a code starts anew, an address gets this one try back and no more."""
    with transaction.atomic(), connection.cursor() as db:
        for about, key in made.keys:
            db.execute(
                _GIVE_BACK, {"about": about, "key": key, "at": at, "free": FREE_TRIES, "all": about != "address"}
            )
    SignInWait.objects.filter(last_at__lt=at - max(FORGOTTEN_AFTER.values()), wait_until__lt=at).delete()


def unlock(*, username: str = "", address: str = "") -> int:
    """Lets a name or an address try again at once. Gives how many waits were ended."""
    given = [("name", username), ("code", username), ("address", address)]
    ended = [SignInWait.objects.filter(about=about, key=key_of(text)).delete()[0] for about, text in given if text]
    return sum(ended)


def use_code(*, username: str, code: str, at: datetime) -> bool:
    """Takes a code of an authenticator app, in every process at once; False when it has opened before."""
    UsedCode.objects.filter(at__lt=at - CODES_KEPT).delete()
    key = key_of(f"{username}:{code}")
    with connection.cursor() as db:
        db.execute("INSERT INTO used_code (key, at) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING id", [key, at])
        return db.fetchone() is not None
