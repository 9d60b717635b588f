"""A process for the tests of rotation: seals accounts, rotates and is killed on the way, or seals on and on beside a rotation.

Argument: seal N | die MODULE:FUNCTION before|after TIMES | steadily UNTIL_THIS_FILE_IS_THERE DAY | open | finish | mark TEXT.
Prints JSON.
"""

import importlib
import json
import os
import signal
import sys
from pathlib import Path

from payung.config.installation import connect

connect()

from django.utils import timezone  # noqa: E402

from payung.access.queries import seeing  # noqa: E402
from payung.people.actions.enter_account import enter_account  # noqa: E402
from payung.people.models import BankAccount, Person  # noqa: E402
from payung.sealing.field import give_keys, opened_rows  # noqa: E402
from payung.sealing.mark import marks_of  # noqa: E402
from payung.sealing.rotate import rotate  # noqa: E402
from payung.units.region import Area  # noqa: E402
from tests.lists import nik  # noqa: E402

VILLAGE = "32.14.16.2005"


def people(count, start=1, day="170580"):
    rows = [
        Person(nik=nik(start + n, day), name=f"P {start + n}", birth_on="1980-05-17", village=VILLAGE)
        for n in range(count)
    ]
    return Person.objects.bulk_create(rows)


def seal(count):
    with seeing(Area(""), by="test"):
        said = {"village": VILLAGE, "bank": "bjb", "entered_by": "test", "entered_at": timezone.now()}
        rows = [BankAccount(person=one, number=one.nik, last_digits=one.nik[-4:], holder_name=one.name, **said)
                for one in people(count)]  # fmt: skip
        BankAccount.objects.bulk_create(give_keys(rows))
    return count


def die(where, when, times):
    """Rotates with one function wrapped so that the process kills itself at its n-th call."""
    module, _, name = where.partition(":")
    holder, left = importlib.import_module(module), [int(times)]
    real = getattr(holder, name)

    def deadly(*arguments, **named):
        left[0] -= 1
        result = real(*arguments, **named) if when == "after" or left[0] else None
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, name, deadly)
    rotate(starts=lambda _total: None, progress=lambda _done: None)


def steadily(enough, day):
    """Enters one account after the other, each in its own transaction, and reads each back."""
    done = 0
    while not Path(enough).exists():
        with seeing(Area(""), by="test"):
            person = people(1, done, day)[0]
            said = {"bank": "bjb", "number": person.nik, "holder_name": person.name, "by": "t", "at": timezone.now()}
            enter_account(person=person, **said)
        with seeing(Area(""), by="test"):
            kept = BankAccount.objects.select_related("person").get(person=person)
            assert opened_rows([kept], "number")[0]["number"] == person.nik
        done += 1
    return done


def open_all():
    """How many accounts open to the number that they were sealed with."""
    with seeing(Area(""), by="test"):
        rows = list(BankAccount.objects.select_related("person"))
        told = opened_rows(rows, "number", "holder_name")
        return sum(one["number"] == row.person.nik for one, row in zip(told, rows, strict=True))


def finish():
    """What opens between a killed rotation and the next one, what that one did, and what opens after it."""
    before, done = open_all(), rotate(starts=lambda _total: None, progress=lambda _done: None)
    return {"before": before, "resumed": done.resumed, "rewrapped": done.rewrapped, "primary": done.primary,
            "after": open_all()}  # fmt: skip


def mark(text):
    """The mark of a text; its key is made if there is none yet."""
    return marks_of([text], purpose="account")[0].hex()


WORDS = {
    "seal": lambda n: seal(int(n)),
    "die": die,
    "steadily": steadily,
    "open": open_all,
    "finish": finish,
    "mark": mark,
}
print(json.dumps(WORDS[sys.argv[1]](*sys.argv[2:])))
