"""The money of a line: a month of very many workers invoiced, beside one statement that inserts the same rows; the balance of
any day of a line that has moved money millions of times."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median, quantiles
from typing import Any

from bench import door
from bench.figure import Figure
from bench.server import Server

_TIMES, _BALANCE_MS = 3.0, 20.0
_FULL_SIZE = 900_000
TRANSFERS = 5_000_000
_RUNS = 3


def _told(environment: dict[str, str], *asked: str) -> Any:
    command = [sys.executable, "-m", "bench.ask_money", *asked]
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def _invoices(server: Server, rows: int) -> Figure:
    into = server.install("invoices")
    done = door.fill(server, into, rows)
    server.rest(into)
    told = _told(into.environment, "invoice", str(_RUNS))
    server.drop(into)
    times = median(run / bare for run, bare in zip(told["run"], told["bare"], strict=True))
    detail = f"{median(told['run']):.3g} s beside {median(told['bare']):.3g} s, {told['items']:,} items; one invoice each run"
    return Figure(
        f"invoice run of {done['landed']:,} worker-months", times, _TIMES, "x one insert", detail, rows >= _FULL_SIZE
    )


def _balance(server: Server, transfers: int) -> Figure:
    into = server.install("balance")
    told = _told(into.environment, "balance", str(transfers))
    server.drop(into)
    found = told["milliseconds"]
    detail = (
        f"of {len(found)} days, median {median(found):.2f} ms, slowest {max(found):.2f} ms; now: {told['now']:.2f} ms"
    )
    name = f"balance of a line with {transfers:,} transfers on any day, p95"
    return Figure(name, quantiles(found, n=20)[-1], _BALANCE_MS, "ms", detail, transfers >= TRANSFERS)


def figures(server: Server, rows: int, transfers: int = TRANSFERS) -> list[Figure]:
    """The invoice run as a multiple of one bare insert, and the milliseconds of a balance."""
    return [_invoices(server, rows), _balance(server, transfers)]
