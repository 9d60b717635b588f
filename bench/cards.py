"""All cards of the regency's line drawn as sheets for the printer: the time, and the most memory of all processes together."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.figure import Figure

CARDS = 19_800
_SECONDS = 60.0
_LOOK_EVERY_S = 0.1


def _held(process: psutil.Process) -> int:
    """Bytes that a process and all below it hold now; memory that they share counts for each."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue  # ended between the two looks
    return total


def _peak(running: subprocess.Popen[bytes]) -> int:
    process, peak = psutil.Process(running.pid), 0
    while running.poll() is None:
        try:
            peak = max(peak, _held(process))
        except psutil.Error:
            break
        time.sleep(_LOOK_EVERY_S)
    return peak


def figures(cards: int = CARDS) -> list[Figure]:
    """Seconds for the cards beside the limit, and memory."""
    with tempfile.TemporaryDirectory(prefix="payung-bench-cards-") as folder:
        out = Path(folder) / "cards.pdf"
        command = [sys.executable, "-m", "bench.draw", str(cards), str(out)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
            peak = _peak(running)
            told = running.communicate()[0]
        assert running.returncode == 0, "drawing failed"
        size = out.stat().st_size
    detail = f"one PDF of {size / 1e6:.0f} MB"
    return [
        Figure(f"{cards:,} cards drawn", float(json.loads(told)), _SECONDS, "s", detail, cards >= CARDS),
        Figure(f"{cards:,} cards: peak memory of all processes", peak / 1e9, None, "GB"),
    ]
