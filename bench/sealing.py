"""Sealing and opening values: without a database, and with the rows and their data keys written to one and read back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.figure import Figure
from bench.server import Server

VALUES = 100_000
_SEAL_S, _OPEN_S = 30.0, 30.0


def figures(server: Server, values: int = VALUES) -> list[Figure]:
    """Seconds for that many rows, each with a data key of its own: sealed and committed, read back and opened, rotated."""
    into = server.install("sealing")
    line = [sys.executable, "-m", "bench.seal", str(values)]
    done = subprocess.run(line, env=into.environment, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1])
    server.drop(into)
    told = json.loads(done.stdout)
    whole = values >= VALUES
    name = f"{values:,} values"
    alone = "of that {:.1f} s in the cipher, the rest in the database"
    return [
        Figure(f"{name} sealed and committed", told["seal"], _SEAL_S, "s", alone.format(told["cipher_seal"]), whole),
        Figure(f"{name} read and opened", told["open"], _OPEN_S, "s", alone.format(told["cipher_open"]), whole),
        Figure(f"{name}: key rotated", told["rotate"], None, "s", "data keys wrapped anew, in batches of 1,000"),
    ]
