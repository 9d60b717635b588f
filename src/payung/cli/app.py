"""The commands put together, and a user's mistake told in a sentence instead of a traceback."""

from __future__ import annotations

import sys
import threading

import typer

from payung.cli import (
    audit,
    backup,
    card,
    cards,
    claim,
    complaint,
    cover,
    coverage,
    deadline,
    demo,
    doctor,
    eligibility,
    entitlement,
    heirs,
    intake,
    invoice,
    keys,
    law,
    line,
    money,
    places,
    price,
    programme,
    restore,
    retention,
    serve,
    term,
    token,
    user,
)
from payung.cli.asked import Question
from payung.cli.console import tell_refusal, tell_unreadable
from payung.rules.law import LawError, LawUnknown
from payung.units.refusal import Refused

app = typer.Typer(
    name="payung", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Payung: dari daftar desa sampai santunan di tangan ahli waris.",
)  # fmt: skip
for command in (
    demo.demo,
    serve.serve,
    serve.worker,
    intake.intake,
    cover.cover,
    coverage.coverage,
    invoice.invoice,
    price.price,
    eligibility.eligibility,
    heirs.heirs,
    deadline.deadline,
    doctor.doctor,
    retention.retention,
    backup.backup,
    restore.restore,
):
    app.command(cls=Question)(command)
for name, group in (
    ("programme", programme.app),
    ("cards", cards.app),
    ("card", card.app),
    ("places", places.app),
    ("claim", claim.app),
    ("complaint", complaint.app),
    ("money", money.app),
    ("token", token.app),
    ("user", user.app),
    ("audit", audit.app),
    ("entitlement", entitlement.app),
    ("term", term.app),
    ("law", law.app),
    ("line", line.app),
    ("keys", keys.app),
):
    app.add_typer(group, name=name)


def main() -> None:
    """Runs the command. A refusal exits with 2 and a sentence on standard error; a bug its traceback, without its values."""
    from payung.config.errors import tell_uncaught
    from payung.intake.read import Unreadable

    threading.excepthook = lambda thread: tell_uncaught(thread.exc_value)
    try:
        app()
    except Refused as refusal:
        sys.exit(tell_refusal(refusal.code, refusal.facts, refusal.article))
    except Unreadable as unreadable:
        sys.exit(tell_unreadable(unreadable))
    except LawUnknown as unknown:
        facts = {"concept": unknown.concept, "on": unknown.on, "known_from": unknown.known_from}
        sys.exit(tell_refusal("law_unknown", facts))
    except LawError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as bug:
        tell_uncaught(bug)
        sys.exit(1)
