"""The process that is measured: one list through the door, from its arrival to its report. Prints its seconds as JSON.

python -m bench.take_in PROGRAMME LIST: DATABASE_URL and PAYUNG_DATA say into which installation.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import psutil

from bench.programme import CODE, LINE, ON
from bench.stopwatch import Stopwatch


def peak_bytes() -> int:
    """The most memory this process ever held. Linux counts a parent's as its child's in getrusage, so it is asked first."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def processor_seconds() -> float:
    """Processor time so far of this process and of the server's process that works for it: what a busy machine leaves alone."""
    from django.db import connection

    connection.ensure_connection()
    server = psutil.Process(connection.connection.info.backend_pid).cpu_times()
    return float(time.process_time() + server.user + server.system)


def _watch(stopwatch: Stopwatch) -> None:
    from django.db import connection

    from payung.intake import door, land, prepare
    from payung.intake.folder import Folder

    for module, function, name in (
        (prepare, "read", "read"),
        (prepare, "apply", "clean"),
        (prepare, "clean", "clean"),
        (prepare, "context", "regions and words"),
        (prepare, "check", "check"),
        (Folder, "write_frame", "write down"),
        (land, "stage", "copy to staging"),
        (door, "summary", "report"),
        (connection, "commit", "commit"),
        (connection, "_commit", "commit"),
    ):
        stopwatch.watch(module, function, name)  # type: ignore[arg-type]
    stopwatch.watch_iterator(land, "_as_csv", "rows as csv")
    connection.execute_wrappers.append(stopwatch.statement)


def take_in(programme_file: Path, file: Path) -> dict[str, Any]:
    """What became of the list, its seconds by step and in all, and the process's peak memory."""
    from payung.access.queries import seeing
    from payung.cli.console import now, operator
    from payung.funding import queries as funding
    from payung.intake import door
    from payung.intake.receive import receive
    from payung.programmes import queries as programmes
    from payung.programmes.actions.load.write import load_programme
    from payung.rules.law import law

    sender, stopwatch = operator(), Stopwatch()
    with seeing(sender.area, by=sender.name):
        loaded = load_programme(programme_file, law=law())
        assert loaded.programme, loaded.problems
        programme, line = programmes.programme(CODE), funding.line(LINE, programme_code=CODE)
    _watch(stopwatch)
    begun, processor = perf_counter(), processor_seconds()
    with stopwatch.step("receive"), seeing(sender.area, by=sender.name):
        batch = receive(
            file, name=file.name, programme=programme, line=line, on=date.fromisoformat(ON), at=now(), sender=sender
        )
    with stopwatch.step("rest"):
        batch = door.run(batch, sender=sender, at=now())
    seconds = perf_counter() - begun
    counts = {name: getattr(batch, name) for name in ("rows", "landed", "waiting", "refused")}
    processor = processor_seconds() - processor
    cost = {"seconds": seconds, "processor_seconds": processor, "peak_bytes": peak_bytes(), "steps": stopwatch.seconds}
    return {**counts, **cost, "batch": batch.fingerprint}


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(take_in(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
