"""Sends several lists at once, each from a process of its own, all meeting at one point of the door before any goes on.

A driver of tests, no test itself. Reads from standard input {"environment", "programme": a file, "meet": "module:function",
"jobs": [{"list", "line", "programme"}, {"invoice": a month, "line"}, {"receive": a line of a statement, "line"},
{"approve": a claim, "user"}, {"pay_file": a path} or a job of enrolling_at_once.py]}; prints each process's report, or the kind
of its error. Whoever never comes to the point is not waited for; without a programme none is loaded.
"""

import importlib
import json
import os
import sys
from datetime import date
from pathlib import Path

from tests.faults import enrolling_at_once
from tests.faults.killed_at import use, warm_up


def meet_at(where: str, ready: int, go: int) -> list[bool]:
    """The first call of a function says that this process is there, and waits until all are. Gives whether it was, once."""
    module_name, _, name = where.partition(":")
    module = importlib.import_module(module_name)
    real = getattr(module, name)
    met: list[bool] = []

    def together(*arguments: object, **named: object) -> object:
        if not met:
            met.append(True)
            os.write(ready, b".")
            os.read(go, 1)
        return real(*arguments, **named)

    setattr(module, name, together)
    return met


def press(number: int, code: str) -> dict:
    """Books money that came in as it was proposed."""
    from datetime import datetime

    from payung.cli.console import seeing_all
    from payung.funding import queries as funding
    from payung.funding.actions.receive_line import receive_proposed

    with seeing_all():
        line, to = funding.statement_line(number), funding.line(code)
        return {"entry": receive_proposed(line=line, to=to, by="b", at=datetime(2025, 12, 1, 9, 0).astimezone())}


def do(job: dict) -> dict:
    """What a process does: its list through the door, a month of a line on an invoice, or a receipt with one press."""
    from payung.cli.intake import take_in as through_the_door
    from payung.cli.invoice import make_invoices
    from payung.units.month import Month

    if "invoice" in job:
        made = make_invoices(job["line"], Month.parse(job["invoice"]), date(2025, 11, 24))
        return {"invoices": [str(each) for each in made]}
    if "approve" in job:
        return {"approved": approve(job["approve"], job["user"])}
    if "pay_file" in job:
        return {"payouts": pay_file(Path(job["pay_file"]))}
    if job.keys() & {"death", "ended", "renew", "take_back"}:
        return enrolling_at_once.do(job)
    if "receive" in job:
        return press(job["receive"], job["line"])
    return through_the_door(Path(job["list"]), programme=job["programme"], line=job["line"], on=date(2025, 11, 21))


def approve(number: str, user: str) -> str:
    """The verdict about a claim, by a user who may approve."""
    from payung.claims.actions.decide import Verdict, decide
    from payung.cli.claim_acting import acting, moment
    from payung.rules.law import law

    on = date(2025, 11, 26)
    with acting(user, "approve-claims") as by:
        return decide(law=law(), number=number, verdict=Verdict("approved"), by=by, on=on, at=moment(on)).verdict


def pay_file(out: Path) -> int:
    """How many payouts stand in the file that was made."""
    from payung.cli.claim_acting import acting
    from payung.exchange.mapping import own_or_given
    from payung.exchange.payouts import payout_file

    with acting(None, "pay-claims"):
        made = payout_file(columns=own_or_given().payouts, kind="csv", reason="berkas bank")
    out.write_bytes(made.content)
    return made.payouts


def take_in(job: dict, out: Path) -> None:
    try:
        result = do(job)
    except Exception as error:
        result = {"error": type(error).__name__, "code": getattr(error, "code", str(error))}
    out.write_text(json.dumps(result), "utf-8")


def start(job: dict, environment: dict[str, str], meet: str, out: Path, ready: int, go: int) -> int:
    child = os.fork()
    if child:
        return child
    use(environment)
    met = meet_at(meet, ready, go)
    take_in(job, out)
    if not met:  # ended before it came there: nobody waits for it
        os.write(ready, b".")
    os._exit(0)


def race(told: dict) -> list[dict]:
    (ready, am_ready), (go, gun) = os.pipe(), os.pipe()
    folder = Path(told["environment"]["PAYUNG_DATA"])
    folder.mkdir(parents=True, exist_ok=True)
    outs = [folder / f"runner-{os.getpid()}-{number}.json" for number in range(len(told["jobs"]))]
    children = [
        start(job, told["environment"], told["meet"], out, am_ready, go)
        for job, out in zip(told["jobs"], outs, strict=True)
    ]
    arrived = 0
    while arrived < len(children):
        arrived += len(os.read(ready, len(children)))
    os.write(gun, b"." * len(children))
    for child in children:
        os.waitpid(child, 0)
    return [json.loads(out.read_text("utf-8")) for out in outs]


def load(file: str) -> None:
    """Loads the programme before anybody starts, and leaves no connection behind."""
    from django.db import connections

    from payung.cli.programme import load_file

    load_file(Path(file))
    connections.close_all()


if __name__ == "__main__":
    told = json.load(sys.stdin)
    warm_up(told["environment"])
    if "programme" in told:
        load(told["programme"])
    print(json.dumps(race(told)))
