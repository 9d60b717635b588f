"""Enrol what is staged: match, register, place, and write the months of cover. All of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.backends.utils import CursorWrapper

from payung.access.queries import prepared
from payung.funding.actions.book import book, ledger_refuses
from payung.membership.actions.decide import decide, lay_out_prices, paid_term
from payung.membership.queries import statement
from payung.people.actions.note_consents import note_consents
from payung.people.actions.register import pass_over_restricted, refresh, register
from payung.programmes.actions.take_places import fit_places, lock_quotas, take_places
from payung.rules.law import Law

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.programmes.models import Programme

_FEW, _LONG_LIST = 1_000, 100_000  # rows
_BYTES_A_ROW = 600  # a worker as the triggers of a statement see it


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What became of the staged workers, in numbers of workers: they add up to all that was staged."""

    placed: int
    waiting: int
    unchanged: int
    still_waiting: int
    already_covered: int
    restricted: int
    other_name: int
    died: int


_PASSED_OVER = "SELECT outcome, count(*) FROM staged WHERE outcome IS NOT NULL GROUP BY outcome"


def _pass_over_dead(db: CursorWrapper) -> None:
    """Sets aside the known workers of whom a death is noted. Those who would be enrolled are held before it is asked, so that a
    death that is being noted at this moment is waited for and seen, and a later one finds the new seat (docs/locking.md)."""
    db.execute(statement("hold_staged"))
    db.execute(statement("pass_over_dead"))


def _pass_over(db: CursorWrapper, facts: dict[str, Any]) -> dict[str, int]:
    """Tells which of the staged workers are known and sets aside those with whom nothing may be done; moves and brings up to date
    the others. Gives how many were set aside, and why. Whoever is registered meanwhile is a unique violation later."""
    db.execute(statement("match_staged"), facts)
    # Deaths, restrictions and names are of known workers alone: a new one, the hottest path, pays for none of these questions.
    if not db.rowcount:
        return {}
    _pass_over_dead(db)
    pass_over_restricted()
    db.execute(statement("move_staged"), facts)
    db.execute(statement("pass_over_other_names"))
    refresh()
    db.execute(_PASSED_OVER)
    return {outcome: int(workers) for outcome, workers in db.fetchall()}


def _outcomes(passed_over: dict[str, int], *, decided: int, placed: int) -> Enrolled:
    known = {**passed_over, "placed": placed, "waiting": decided - placed}
    return Enrolled(**{each.name: known.get(each.name, 0) for each in fields(Enrolled)})


def _plan_for_length(db: CursorWrapper) -> None:
    """A short list is enrolled by plans that are kept, a long one by plans of its own; the longest is sorted, joined and handed
    to the triggers in memory, as far as the machine's share for buffers reaches."""
    db.execute(statement("plan_for_length"), {"few": _FEW, "many": _LONG_LIST, "bytes_a_row": _BYTES_A_ROW})


@transaction.atomic
def enrol(*, law: Law, line: FundingLine, programme: Programme, batch: int, on: date, how: str = "list") -> Enrolled:
    """Enrols every staged worker on a line: placed with cover from this month on, or on its waiting list.

    `how` says in which way they consented: form, list or letter. Passed over are whoever's processing is restricted and whose
    number stands in another area under another name.

    Raises Refused("term_over") when the line pays no month any more, Refused("money_short") with what is missing when it holds
    too little for all that would be placed; a unique violation when a rival batch was faster.
    """
    term = paid_term(line, on)
    facts: dict[str, Any] = {
        "line": line.pk, "on": on, "batch": batch, "how": how,
        "first": term.first.first_day, "until": term.until.first_day,
    }  # fmt: skip
    book(on=on, source=f"batch:{batch}")
    with ledger_refuses(line), prepared() as db:
        _plan_for_length(db)
        db.execute("SELECT open_months(%(first)s, %(until)s)", facts)
        passed_over = _pass_over(db, facts)
        register()
        decided = decide("staged", facts)
        note_consents(on=on, how=how)
        lay_out_prices(law, line, programme, term)
        # The quotas of a line are what everybody waits for: held late, and only for what cannot be done before.
        if lock_quotas(line=line) < decided:
            fit_places(line=line, rows=decided)
        placed = take_places(line=line)
        db.execute(statement("enrol_staged"), facts)
        db.execute(statement("cover_decided"), facts)
    return _outcomes(passed_over, decided=decided, placed=placed)
