"""The process that is measured: one worker after another placed by the program's own actions. Prints how many.

python -m bench.place_one CLIENT SECONDS: into the installation that DATABASE_URL and PAYUNG_DATA name.
"""

from __future__ import annotations

import sys
from datetime import date
from time import perf_counter

from bench.programme import CODE, LINE, ON

AREA = "32.14"
_COLUMNS = 18


def _row(number: int, village: str) -> bytes:
    said = {0: "1", 1: f"3298{number:012d}", 2: '"P"', 3: "1980-05-17", 5: village, 8: "other"}
    return ",".join(said.get(at, "") for at in range(_COLUMNS)).encode() + b"\n"


def place(client: int, seconds: float) -> int:
    """How many workers were placed in so many seconds, each in a transaction of its own."""
    from payung.access.queries import seeing
    from payung.funding.queries import line
    from payung.membership.actions.enrol import enrol
    from payung.people.actions.stage import stage
    from payung.programmes.queries import programme
    from payung.regions.queries import villages
    from payung.rules.law import law
    from payung.units.region import Area

    area = Area(AREA)
    with seeing(area, by="bench"):
        codes, of, under = list(villages(area).values_list("code", flat=True)), line(LINE), programme(CODE)
    placed, end = 0, perf_counter() + seconds
    while perf_counter() < end:
        with seeing(area, by="bench"):
            stage([_row(client * 1_000_000 + placed, codes[(placed * 7 + client) % len(codes)])])
            enrol(law=law(), line=of, programme=under, batch=1, on=date.fromisoformat(ON))
        placed += 1
    return placed


if __name__ == "__main__":
    import django

    django.setup()
    print(place(int(sys.argv[1]), float(sys.argv[2])))
