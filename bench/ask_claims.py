"""The process that is measured: claims computed in a batch, then pages of claims and searches for workers. Prints JSON.

python -m bench.ask_claims REQUESTS: into the installation that DATABASE_URL and PAYUNG_DATA name, in demo mode for its day.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from time import perf_counter
from typing import Any

from bench.take_in import processor_seconds

AREA, _OFFICER, _WARM_UP = "32", "pengukur-klaim", 5


def _officer() -> Any:
    from payung.access.actions.invite import invite_demo_user
    from payung.access.models import User

    if not User.objects.filter(username=_OFFICER).exists():
        invite_demo_user(username=_OFFICER, full_name="Pengukur", role="claims-officer", area=AREA)
    return User.objects.get(username=_OFFICER)


def _assess() -> tuple[int, float]:
    from payung.access.queries import seeing
    from payung.claims.actions.assess_many import assess_many
    from payung.rules.law import law
    from payung.units.region import Area

    book, at = law(), datetime(2026, 1, 6, 9).astimezone()
    begun = perf_counter()
    with seeing(Area(AREA), by="petugas"):
        done = assess_many(law=book, by="petugas", at=at)
    return done, perf_counter() - begun


def _misspelt(name: str, turn: int) -> str:
    """The name with one letter left out, doubled or changed."""
    at = 1 + turn % (len(name) - 2)
    return (name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[:at] + "X" + name[at + 1 :])[turn % 3]


def _finds(requests: int) -> list[float]:
    from payung.access.queries import seeing
    from payung.claims.queries import find_workers
    from payung.people.queries import by_id
    from payung.units.region import Area

    took = []
    for turn in range(requests + _WARM_UP):
        with seeing(Area(AREA), by="petugas"):
            meant = by_id(1 + turn * 7919)
            assert meant is not None
            begun = perf_counter()
            found = find_workers(village=meant.village, name=_misspelt(meant.name, turn))
            took.append((perf_counter() - begun) * 1000)
            assert found, "somebody is like the name"
    return took[_WARM_UP:]


# The pages of the list: as it opens, the next page, one's own, one subject, one village, and what was answered, from far down.
_LISTS = {
    "open ones": "", "far down the open ones": "after={open}", "one's own": "state=mine", "about cards": "about=card",
    "of a village": "village={village}", "answered": "state=answered", "far down the answered": "state=answered&after={answered}",
}  # fmt: skip


def _places() -> dict[str, object]:
    """A row in the middle of the open complaints, one in the middle of the answered, and a village that has some."""
    from payung.access.queries import seeing
    from payung.complaints.models import Complaint
    from payung.units.region import Area

    with seeing(Area(AREA), by="petugas"):
        known = Complaint.objects.order_by("due_on", "pk")
        still, done = known.exclude(state="answered"), known.filter(state="answered")
        middle = still[still.count() // 2]
        return {"open": middle.pk, "answered": done[done.count() // 2].pk, "village": middle.village}


def _lists(requests: int) -> dict[str, list[float]]:
    """Milliseconds of each page of the list, in turns; and of the processor for a page, which a busy machine disturbs less."""
    from django.test import Client

    client, places = Client(HTTP_HOST="localhost"), _places()
    client.force_login(_officer())
    took: dict[str, list[float]] = {name: [] for name in _LISTS}
    processor = processor_seconds()
    for _turn in range(requests + _WARM_UP):
        for name, asked in _LISTS.items():
            begun = perf_counter()
            assert client.get(f"/complaints/?{asked.format(**places)}").status_code == 200
            took[name].append((perf_counter() - begun) * 1000)
    processor = (processor_seconds() - processor) * 1000 / (requests + _WARM_UP) / len(_LISTS)
    return {name: found[_WARM_UP:] for name, found in took.items()} | {"processor": [processor]}


def _pages(requests: int) -> list[float]:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(_officer())
    took = []
    for turn in range(requests + _WARM_UP):
        begun = perf_counter()
        assert client.get(f"/claims/25-{1 + turn * 211:06}-AAAA/").status_code == 200
        took.append((perf_counter() - begun) * 1000)
    return took[_WARM_UP:]


def ask(requests: int) -> dict[str, Any]:
    """How many claims were computed in how many seconds, and milliseconds of pages, searches and lists."""
    assessed, seconds = _assess()
    told = {"find": _finds(requests), "page": _pages(requests), "list": _lists(requests)}
    return {"assessed": assessed, "seconds": seconds, **told}


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(ask(int(sys.argv[1])), sys.stdout)
