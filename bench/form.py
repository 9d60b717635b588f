"""One worker through the form, and a village's page, with very many workers in the database: the server's time of each."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median, quantiles

from bench.figure import Figure
from bench.server import Installation

_FORM_MS, _VILLAGE_MS = 300.0, 150.0
_FULL_SIZE = 900_000


def measure(into: Installation, requests: int) -> dict[str, list[float]]:
    """Milliseconds of each request, in a process of its own that serves and asks."""
    command = [sys.executable, "-m", "bench.ask_pages", str(requests)]
    environment = into.environment | {"PAYUNG_DEMO": "1", "PAYUNG_RATES": "off"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def _figure(name: str, milliseconds: list[float], limit: float, rows: int) -> Figure:
    p95 = quantiles(milliseconds, n=20)[-1]
    detail = f"{len(milliseconds)} requests, median {median(milliseconds):.0f} ms, slowest {max(milliseconds):.0f} ms"
    return Figure(name, p95, limit, "ms", detail, rows >= _FULL_SIZE)


def figures(measured: dict[str, list[float]], rows: int) -> list[Figure]:
    """The 95th percentile of each page beside its limit."""
    beside = f"with {rows:,} workers, p95"
    return [
        _figure(f"one worker through the form {beside}", measured["form"], _FORM_MS, rows),
        _figure(f"village page {beside}", measured["village"], _VILLAGE_MS, rows),
    ]
