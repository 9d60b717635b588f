"""Runs parts of the door in forked processes that die by SIGKILL at a named point. A driver of tests, no test itself.

Reads from standard input a list of {"name", "environment", "point": ["module:function", "before", "half" or "after"] or null,
"list", "line", "programme"}, or {..., "invoice": a month of all lines};
for each it forks one process, waits, and prints {"name": exit status or minus the signal}.
"""

import importlib
import json
import os
import signal
import sys
import traceback
from datetime import date
from pathlib import Path

import django
from psycopg.conninfo import conninfo_to_dict


def die_at(where: str, when: str) -> None:
    """Wraps one function so that the process is killed before it, after it, or when half of its file is written."""
    module_name, _, path = where.partition(":")
    holder = importlib.import_module(module_name)
    *parents, name = path.split(".")
    for parent in parents:
        holder = getattr(holder, parent)
    real = getattr(holder, name)

    def deadly(*arguments: object, **named: object) -> object:
        result = None if when == "before" else real(*arguments, **named)
        if when == "half":
            written = Path(str(arguments[1]))
            os.truncate(written, written.stat().st_size // 2)
        os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, name, deadly)


def use(environment: dict[str, str]) -> None:
    """Turns this process to another installation; nothing may have connected before."""
    from django.conf import settings
    from django.db import connections

    os.environ.update(environment)
    for alias, url in (("default", "DATABASE_URL"), ("owner", "DATABASE_OWNER_URL")):
        connections.settings[alias]["NAME"] = conninfo_to_dict(environment[url])["dbname"]
    settings.BATCH_FOLDER = Path(environment["PAYUNG_DATA"]) / "batches"


def take_in(job: dict) -> None:
    use(job["environment"])
    from payung.cli.intake import take_in as through_the_door

    if job["point"]:
        die_at(*job["point"])
    if "invoice" in job:
        from payung.cli.invoice import make_invoices
        from payung.units.month import Month

        make_invoices(None, Month.parse(job["invoice"]), date(2025, 11, 24))
        return
    through_the_door(Path(job["list"]), programme=job["programme"], line=job["line"], on=date(2025, 11, 21))


def warm_up(environment: dict[str, str]) -> None:
    """Imports once what every fork needs. Starts no thread and opens no connection."""
    os.environ.update(environment, DJANGO_SETTINGS_MODULE="payung.config.settings")
    django.setup()
    for module in ("payung.cli.intake", "payung.intake.door", "payung.intake.report", "payung.programmes.queries"):
        importlib.import_module(module)


def run(job: dict) -> int:
    child = os.fork()
    if child == 0:
        try:
            take_in(job)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    jobs = json.load(sys.stdin)
    warm_up(jobs[0]["environment"])
    print(json.dumps({job["name"]: run(job) for job in jobs}))
