"""A long list through the door beside the time of copying its rows; and the cost of a row when there are thrice as many."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import copy_limit
from bench.copy_limit import Limit
from bench.figure import Figure
from bench.people import write_list
from bench.programme import region, write_programme
from bench.server import Installation, Server

REGION = "32"
_TIMES, _GIGABYTES, _TIMES_PER_ROW = 4.0, 2.0, 1.2
LARGER = 3
_FULL_SIZE = 1_000_000
_LIMIT_RUNS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """One list through the door, and the limit measured twice right after it."""

    rows: int
    door: dict[str, Any]
    limits: list[Limit]

    @property
    def seconds(self) -> float:
        return float(self.door["seconds"])

    @property
    def limit(self) -> float:
        return median(limit.seconds for limit in self.limits)

    @property
    def over_staging(self) -> float:
        return median(limit.over_staging for limit in self.limits)


def through_the_door(into: Installation, programme: Path, file: Path) -> dict[str, Any]:
    """Takes a list in, in a process of its own; gives what that process says of itself."""
    command = [sys.executable, "-m", "bench.take_in", str(programme), str(file)]
    done = subprocess.run(command, env=into.environment, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def fill(server: Server, into: Installation, rows: int) -> dict[str, Any]:
    """Makes a list of so many rows and takes it in."""
    where = region(REGION, into.superuser)
    programme = write_programme(where, rows, server.folder / f"{rows}.toml")
    file = write_list(rows, where.villages, server.folder / f"{rows}.csv")
    try:
        server.settle()
        return through_the_door(into, programme, file)
    finally:
        file.unlink()


def pair(server: Server, rows: int) -> Pair:
    """The door into an empty installation, then the limit twice, on the same server."""
    beside, into = server.install("copied"), server.install(f"door_{rows}")
    done = fill(server, into, rows)
    checked = into.folder / "batches" / done["batch"] / "checked.parquet"
    cleaned = copy_limit.cleaned_rows(checked, server.folder / "cleaned.csv")
    server.drop(into)
    limits = []
    for _ in range(_LIMIT_RUNS):
        server.settle()
        limits.append(copy_limit.measure(beside.superuser, cleaned))
    cleaned.unlink()
    server.drop(beside)
    return Pair(rows, done, limits)


def tell(measured: Pair) -> str:
    """Where the time went, in the order of the door, one line a step, and both parts of each limit."""
    lines = [
        f"  {name:<22}{seconds:8.2f} s{seconds / measured.seconds:7.0%}"
        for name, seconds in measured.door["steps"].items()
    ]
    copied = [
        f"  beside it: copied straight {limit.straight:.2f} s + over staging {limit.over_staging:.2f} s"
        for limit in measured.limits
    ]
    return "\n".join([f"{measured.rows:,} rows: {measured.seconds:.1f} s in all", *lines, *copied])


def figures(pairs: list[Pair], larger: list[Pair]) -> list[Figure]:
    """Each claim beside its limit, from the medians of the pairs."""
    rows = pairs[0].rows
    times = median(one.seconds / one.limit for one in pairs)
    strict = median(one.seconds / one.over_staging for one in pairs)
    detail = (
        f"{median(p.seconds for p in pairs):.1f} s beside {median(p.limit for p in pairs):.1f} s"
        f" (of it over staging {median(p.over_staging for p in pairs):.1f} s: {strict:.1f}x that part alone)"
    )
    peak = max(one.door["peak_bytes"] for one in pairs) / 1e9
    found = [
        Figure(
            f"{rows:,} rows through the door",
            times,
            _TIMES,
            "x copy",
            detail,
            rows >= _FULL_SIZE,
        ),
        Figure(f"{rows:,} rows: peak memory of the program", peak, _GIGABYTES, "GB", "", rows >= _FULL_SIZE),
    ]
    return found + (_figures_of_larger(pairs, larger) if larger else [])


def _per_row(pairs: list[Pair], cost: str) -> float:
    return float(median(pair.door[cost] / pair.rows for pair in pairs))


def _figures_of_larger(pairs: list[Pair], larger: list[Pair]) -> list[Figure]:
    rows, many = pairs[0].rows, larger[0].rows
    times, processor = (_per_row(larger, cost) / _per_row(pairs, cost) for cost in ("seconds", "processor_seconds"))
    detail = (
        f"{median(p.seconds for p in larger):.1f} s, {median(p.seconds / p.limit for p in larger):.1f}x copy;"
        f" by processor time {processor:.2f}x"
    )
    peak = max(one.door["peak_bytes"] for one in larger) / 1e9
    return [
        Figure(
            f"{many:,} rows: cost of a row", times, _TIMES_PER_ROW, f"x that of {rows:,}", detail, rows >= _FULL_SIZE
        ),
        Figure(f"{many:,} rows: peak memory of the program", peak, None, "GB"),
    ]
