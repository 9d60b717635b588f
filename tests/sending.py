"""Sending lists through the door inside a test's own transaction, and looking at what became of the workers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from payung.access.queries import seeing
from payung.funding import queries as funding
from payung.intake import door, report
from payung.intake.receive import Sender, receive
from payung.membership.actions.release_places import release_places
from payung.membership.models import CoverMonth, Enrolment
from payung.programmes import queries as programmes
from payung.programmes.actions.load.write import load_programme
from payung.rules.law import law
from payung.units.region import Area
from tests.lists import Row, write_list, write_programme

JUDGED_ON = date(2025, 11, 21)
COUNTRY = Area("")


class Office:
    """A programme and whoever sends lists to it. Every look is with the eyes of the whole country."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sent = folder, 0

    def load(self, *lines: str, **more: Any) -> None:
        with seeing(COUNTRY, by="test"):
            loaded = load_programme(write_programme(self.folder / "p.toml", *lines, **more), law=law())
            assert loaded.programme, loaded.problems

    def send(
        self, rows: list[Row], line: str = "utama", *, on: date = JUDGED_ON, area: str = "", by: str = "test"
    ) -> dict:
        """The report of a list that is sent for a line by somebody who sees an area."""
        self.sent += 1
        return self.send_file(write_list(self.folder / f"{self.sent}.csv", rows), line, on=on, area=area, by=by)

    def send_file(
        self, file: Path, line: str = "utama", *, on: date = JUDGED_ON, area: str = "", by: str = "test"
    ) -> dict:
        sender, at = Sender(by, Area(area)), datetime(2025, 11, 21, 9, 0).astimezone()
        try:
            with seeing(sender.area, by=by):
                batch = receive(file, name=file.name, programme=programmes.programme("uji"), line=funding.line(line), on=on,
                                at=at, sender=sender)  # fmt: skip
            batch = door.run(batch, sender=sender, at=at)
            with seeing(sender.area, by=by):
                return report.whole(batch)
        finally:
            self.look()

    def look(self) -> None:
        """Sees the whole country again, and ends what would have ended with the transaction: the tables of one batch."""
        with seeing(COUNTRY, by="test"), connection.cursor() as db:
            db.execute("DROP TABLE IF EXISTS staged, decided, price, renewal")

    def release(self, line: str = "utama", *, on: date = JUDGED_ON) -> int:
        with seeing(COUNTRY, by="test"):
            try:
                done = release_places(law=law(), line=funding.line(line), on=on)
                return done.placed + done.offered
            finally:
                self.look()


def state_of(line: str = "utama") -> dict[str, str]:
    """The state of every enrolment on a line, by the worker's NIK."""
    return dict(Enrolment.objects.filter(line__code=line).values_list("person__nik", "state"))


def months_of(nik: str) -> list[tuple[str, str]]:
    """The months that are paid for a worker, each with the code of its line."""
    rows = CoverMonth.objects.filter(person__nik=nik).order_by("month").values_list("month", "line__code")
    return [(f"{month:%Y-%m}", code) for month, code in rows]


@contextmanager
def office_for_a_module(blocker: DjangoDbBlocker, folder: Path) -> Iterator[Office]:
    """An office for all tests of a module: what it does stays until the end of the block, what a test does is taken back."""
    with blocker.unblock(), transaction.atomic():
        office = Office(folder)
        office.look()
        yield office
        transaction.set_rollback(True)
