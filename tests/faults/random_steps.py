"""What random histories have in common: a step is a transaction, the same asked again, a crash half way, a look after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from payung.access.queries import seeing
from payung.funding.queries import miscarried
from payung.units.refusal import Refused
from payung.units.region import Area


class Crash(Exception):
    """The machine stops in the middle of a step."""


@contextmanager
def crashing_after(statements: int) -> Iterator[None]:
    """Lets the process die, as far as the database can tell, at its so-many-th statement."""
    left = statements

    def count(execute: Any, *given: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise Crash
        return execute(*given)

    with connection.execute_wrapper(count):
        yield


class RandomSteps(RuleBasedStateMachine):
    """A history. `wrong` is the SQL that gives one row for each thing out of order, `everything` the SQL of all that is there."""

    wrong: ClassVar[str]
    everything: ClassVar[str]

    def open_eyes(self) -> None:
        """The first thing of a history: it sees the whole country, and has done nothing yet."""
        self.eyes = seeing(Area(""), by="test")
        self.eyes.__enter__()
        self.steps: list[Callable[[], object]] = []

    def teardown(self) -> None:
        if hasattr(self, "eyes"):
            transaction.set_rollback(True)
            self.eyes.__exit__(None, None, None)

    def do(self, step: Callable[[], object]) -> None:
        """One step as one transaction; what the programme refuses changes nothing."""
        self.steps.append(step)
        try:
            with transaction.atomic():
                step()
        except Refused:
            pass

    @precondition(lambda self: self.steps)
    @rule(data=st.data())
    def replay(self, data: st.DataObject) -> None:
        """The same thing asked again: whatever it does, everything is in order afterwards."""
        self.do(data.draw(st.sampled_from(self.steps)))

    @precondition(lambda self: self.steps)
    @rule(data=st.data(), statements=st.integers(0, 25))
    def crash(self, data: st.DataObject, statements: int) -> None:
        """A step that dies half way leaves everything as it was."""
        before, step = self.content(), data.draw(st.sampled_from(self.steps))
        try:
            with transaction.atomic(), crashing_after(statements):
                step()
                raise Crash
        except (Crash, Refused):
            pass
        assert self.content() == before

    def content(self) -> object:
        with connection.cursor() as db:
            db.execute(self.everything)
            return db.fetchone()

    @invariant()
    def nothing_is_out_of_order(self) -> None:
        if not hasattr(self, "eyes"):
            return
        with connection.cursor() as db:
            db.execute(self.wrong)
            assert db.fetchall() == []
        assert miscarried() == []
