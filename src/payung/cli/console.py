"""What the commands share: where they speak, how they read a day, and whose eyes they see with."""

from __future__ import annotations

import json
import os
import pwd
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from payung.units.refusal import Refused
from payung.units.region import Area
from payung.units.words import say

if TYPE_CHECKING:
    from payung.intake.read import Unreadable
    from payung.intake.receive import Sender

console = Console(stderr=True, highlight=False)
FROM_INPUT = "- membacanya dari masukan baku (satu baris), supaya tidak tersimpan di riwayat perintah"
JAKARTA = ZoneInfo("Asia/Jakarta")
WHOLE_COUNTRY = Area("")


def language() -> str:
    """Indonesian, unless PAYUNG_LANG says en."""
    return "en" if os.environ.get("PAYUNG_LANG", "id").startswith("en") else "id"


def now() -> datetime:
    """The clock, read here and nowhere below."""
    return datetime.now(JAKARTA)


def day(text: str | None) -> date:
    """The day that was asked for, or today in Jakarta. Raises Refused("date_invalid")."""
    if text is None:
        return now().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("date_invalid", given=text) from None


def system_user() -> str:
    """Who runs the command on this machine: what the operating system says, not the environment, which anybody can set."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def one_line(given: str) -> str:
    """What was given, or for "-" one line of standard input: a NIK on the command line stays in the history of the shell, and
    everybody on the machine sees it while the command runs."""
    return sys.stdin.readline().strip() if given == "-" else given


def print_json(answer: Any) -> None:
    """The answer on standard output, alone."""
    json.dump(answer, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


def tell_refusal(code: str, facts: dict[str, Any], article: str = "") -> int:
    """The refusal in a sentence, with its article; gives the exit status."""
    sentence = say(code, language(), **facts)
    console.print(f"{sentence} ({article})" if article else sentence, style="bold red", markup=False)
    return 2


def tell_unreadable(error: Unreadable) -> int:
    """What is wrong with a file, in a sentence; gives the exit status."""
    from payung.intake.read import UNREADABLE_MESSAGES

    console.print(UNREADABLE_MESSAGES[error.code][language()].format(**error.facts), style="bold red", markup=False)
    return 2


def connect() -> None:
    """The installation, ready to be used."""
    from payung.config.installation import ready

    ready()


def operator() -> Sender:
    """Whoever runs the command on this machine: sees the whole country, and history says so."""
    from payung.access.queries import OPERATOR
    from payung.intake.receive import Sender

    return Sender(OPERATOR, WHOLE_COUNTRY)


@contextmanager
def seeing_all() -> Iterator[None]:
    """One transaction that sees the whole country, in the operator's name."""
    from payung.access.queries import OPERATOR, seeing

    with seeing(WHOLE_COUNTRY, by=OPERATOR):
        yield


@contextmanager
def steps(title: str, total: int) -> Iterator[Callable[[object], None]]:
    """A progress bar on standard error; each call moves it one step on, or as many as the number given."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(title, total=total)

        def move(done: object) -> None:
            bar.advance(task, done if isinstance(done, int) else 1)

        yield move
