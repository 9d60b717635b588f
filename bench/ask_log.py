"""Puts every question to the log of the auditor's page, in the process that serves it, and prints what each took."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 - the settings come first
from django.test import Client  # noqa: E402

from bench.audit_page import CHANGED_OFTEN, HEAVY, READ_OFTEN  # noqa: E402
from payung.access.actions.invite import invite_demo_user  # noqa: E402
from payung.access.queries import Question, answer, doers, seeing  # noqa: E402
from payung.units.region import Area  # noqa: E402

_TURNS = 20
_FIRST_DAY = datetime(2024, 1, 2, tzinfo=UTC)
_DAY = {"since": _FIRST_DAY, "until": _FIRST_DAY + timedelta(days=1)}
_PLACES = {"regency": "32.14", "village": "32.14.16.2005"}
_DEEDS = {
    "seen": {"verb": "R", "what": "bank"},
    "done": {"verb": "D"},
    "changed": {"verb": "I"},
}
_NEVER = {"seen": {"verb": "R", "what": "health"}, "done": {"verb": "E"}, "changed": {"verb": "D"}}
_SUBJECTS = {
    "seen by a worker read often": Question("seen", READ_OFTEN),
    "done by a user of three in ten": Question("done", HEAVY),
    "done by one of a thousand users": Question("done", "user-17"),
    "changed on a worker": Question("changed", READ_OFTEN),
    "changed on a quota changed often": Question("changed", CHANGED_OFTEN, table="quota"),
}


def _scans() -> int:
    """How often the whole log was read in this transaction, also inside functions."""
    with connection.cursor() as db:
        db.execute("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'history'")
        return int((db.fetchone() or (0,))[0])


def _times(ask: Callable[[], int], area: str) -> dict[str, float]:
    """The median and the slowest of some turns, in milliseconds."""
    took = []
    with seeing(Area(area), by="bench", role="auditor"):
        before, found = _scans(), ask()
        for _turn in range(_TURNS):
            begun = perf_counter()
            ask()
            took.append(1000 * (perf_counter() - begun))
        scans = _scans() - before
    return {"median": median(took), "slowest": max(took), "found": found, "seq_scans": scans}


def _narrowed(question: Question) -> dict[str, tuple[Question, int | None]]:
    """A question as it is, with each filter, with all of them, from far down, and with a filter that nothing fits."""
    deed = _DEEDS[question.about]
    far = {"since": datetime(2019, 1, 1, tzinfo=UTC), "until": datetime(2019, 1, 2, tzinfo=UTC)}
    village = replace(question, place=_PLACES["village"])
    return {
        "": (question, None),
        ", one early day": (replace(question, **_DAY), None),
        ", a village": (village, None),
        ", a deed": (replace(question, **deed), None),
        ", day, village and deed": (replace(village, **_DAY, **deed), None),
        ", what never was": (replace(question, **far), None),
        ", a deed that never was": (replace(question, **_NEVER[question.about]), None),
        ", from far down": (question, 20_000),
    }


def _questions() -> dict[str, dict[str, float]]:
    told = {}
    for name, question in _SUBJECTS.items():
        for area, word in (("32", "province"), ("32.14", "regency")):
            for how, (asked, before) in _narrowed(question).items():
                told[f"{name}{how} ({word})"] = _times(lambda a=asked, b=before: len(answer(a, before=b)[0]), area)
    heavy, users = _SUBJECTS["done by a user of three in ten"], "users by a part of the name"
    told["done by a user of three in ten (where nothing was)"] = _times(lambda: len(answer(heavy)[0]), "33.01")
    told[f"{users} (where nothing was)"] = _times(lambda: len(doers("user-1")), "33.01")
    told[f"{users} (regency)"] = _times(lambda: len(doers("user-1")), "32.14")
    told["users by a name that nobody has (regency)"] = _times(lambda: len(doers("zzz")), "32.14")
    return told


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _export() -> dict[str, float]:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(invite_demo_user(username="bench-ira", full_name="Ira", role="auditor", area="32"))
    page: Any = client.get("/access/audit/", {"q": "done", "of": HEAVY})
    assert page.status_code == 200, page.status_code
    before, begun = _megabytes(), perf_counter()
    taken: Any = client.get("/access/audit/export/", {"q": "done", "of": HEAVY})
    size = sum(len(piece) for piece in taken.streaming_content)
    assert taken.status_code == 200 and size > 1_000
    return {"seconds": perf_counter() - begun, "megabytes": _megabytes() - before, "rows": 20_000}


if __name__ == "__main__":
    print(json.dumps({**_questions(), "export": _export()}))
