"""What row-level security costs: the door and the village page with it and without it, in turns, on one server.

Without it means the same program and the same statements, with the policies of every table switched off by the superuser.
Judged by processor time, of the program and of its server's process together: another program's hunger is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import psycopg
from psycopg import sql

from bench import door, form
from bench.figure import Figure
from bench.server import Installation, Server

_TIMES = 1.15
_FULL_SIZE = 300_000
_GUARDED = """SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace ORDER BY 1"""


@dataclass(frozen=True, slots=True)
class Cost:
    """One installation: seconds and processor seconds of the door, milliseconds of each village page (and of the processor)."""

    door_seconds: float
    door_processor: float
    page: list[float]
    page_processor: float


def switch_off(into: Installation) -> int:
    """Takes the guard off every table; gives how many there were."""
    with psycopg.connect(into.superuser) as db:
        tables = [name for (name,) in db.execute(_GUARDED)]
        for name in tables:
            off = sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY")
            db.execute(off.format(sql.Identifier(name)))
    return len(tables)


def measure(server: Server, rows: int, requests: int, *, guarded: bool, turn: int) -> Cost:
    """One list through the door of a new installation, and then its village pages."""
    into = server.install(f"rls_{'with' if guarded else 'without'}_{turn}")
    if not guarded:
        assert switch_off(into) > 10
    done = door.fill(server, into, rows)
    server.rest(into)
    pages = form.measure(into, requests)
    server.drop(into)
    return Cost(done["seconds"], done["processor_seconds"], pages["village"], sum(pages["village_processor"]))


def turns(server: Server, rows: int, requests: int, runs: int) -> list[tuple[Cost, Cost]]:
    """With and without in turns, the first of a pair changing each time, so that neither is always the later one."""
    found = []
    for run in range(runs):
        order = (True, False) if run % 2 == 0 else (False, True)
        costs = {guarded: measure(server, rows, requests, guarded=guarded, turn=run) for guarded in order}
        found.append((costs[True], costs[False]))
    return found


def _figure(name: str, pairs: list[tuple[float, float]], unit: str, clock: str, rows: int) -> Figure:
    times = median(guarded / bare for guarded, bare in pairs)
    detail = (
        f"{median(g for g, _ in pairs):.3g} beside {median(b for _, b in pairs):.3g} {unit} of the processor; {clock}"
    )
    return Figure(name, times, _TIMES, "x without", detail, rows >= _FULL_SIZE)


def figures(found: list[tuple[Cost, Cost]], rows: int) -> list[Figure]:
    """Each cost with row-level security as a multiple of that without."""
    by_clock = median(g.door_seconds / b.door_seconds for g, b in found)
    page_by_clock = median(median(g.page) / median(b.page) for g, b in found)
    doors = [(g.door_processor, b.door_processor) for g, b in found]
    pages = [(1000 * g.page_processor / len(g.page), 1000 * b.page_processor / len(b.page)) for g, b in found]
    return [
        _figure(
            f"row-level security: {rows:,} rows through the door", doors, "s", f"by the clock {by_clock:.2f}x", rows
        ),
        _figure(
            f"row-level security: village page with {rows:,}",
            pages,
            "ms",
            f"median by the clock {page_by_clock:.2f}x",
            rows,
        ),
    ]
