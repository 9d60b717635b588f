"""Enrol what is staged: match, register, place, and write the months of cover. All of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from payung.funding.actions.book import book, ledger_refuses
from payung.membership.queries import statement
from payung.people.actions.note_consents import note_consents
from payung.people.actions.register import pass_over_restricted, register
from payung.programmes.actions.take_places import fit_places, lock_quotas, take_places
from payung.rules.contribution import SECTORS, contribution
from payung.rules.law import Law
from payung.units.month import Month, Term
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.programmes.models import Programme

_LONG_LIST = 100_000  # rows
_BYTES_A_ROW = 600  # a worker as the triggers of a statement see it
_NO_LIMIT = 9_000_000_000_000_000


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


def paid_term(line: FundingLine, on: date) -> Term:
    """The months that the line pays for a worker who comes in on a day. Raises Refused("term_over") after the last one."""
    if line.existing:
        return line.term
    if rest := line.term.from_month(Month.of(on)):
        return rest
    raise Refused("term_over", line=line.code, until=line.term.until.plus(-1).last_day.isoformat())


def prices(law: Law, line: FundingLine, programme: Programme, term: Term) -> Iterator[tuple[date, str, int, int, int]]:
    """The price of a worker-month: month, sector, income from, income below, rupiah. One row a month, sector and tier."""
    for month in term:
        tiers = [tier["income_from_idr"] for tier in law.on("contribution/income_tiers", month.first_day).value]
        starts = tiers if programme.package_income_idr is None else [0]
        for begins, ends in zip(starts, [*starts[1:], _NO_LIMIT], strict=True):
            income = begins if programme.package_income_idr is None else programme.package_income_idr
            for sector in SECTORS:
                priced = contribution(law, payer_kind=line.kind, sector=sector, month=month, income_idr=income)
                yield month.first_day, sector, begins, ends, priced.total_idr


def lay_out_prices(rows: Iterator[tuple[date, str, int, int, int]]) -> None:
    """Lays the prices of worker-months on a table for one transaction, to be joined by the statement that writes cover."""
    with connection.cursor() as db:
        db.execute(statement("lay_out_prices"), [list(column) for column in zip(*rows, strict=True)])


_OUTCOMES = """
    SELECT outcome, count(*) FROM staged WHERE outcome IS NOT NULL GROUP BY outcome
    UNION ALL SELECT CASE WHEN placed THEN 'placed' ELSE 'waiting' END, count(*) FROM decided GROUP BY placed
"""


def _count_outcomes() -> Enrolled:
    with connection.cursor() as db:
        db.execute(_OUTCOMES)
        known = dict(db.fetchall())
    return Enrolled(**{each.name: int(known.get(each.name, 0)) for each in fields(Enrolled)})


def _give_room(db: CursorWrapper) -> None:
    """A long list is sorted, joined and handed to the triggers in memory, as far as the machine's share for buffers reaches; a
    short one keeps to the server's own measure."""
    db.execute(
        "SELECT set_config('work_mem', greatest(512, least(count(*) * %s,"
        " pg_size_bytes(current_setting('shared_buffers'))) / 1000000)::text || 'MB', true)"
        " FROM staged HAVING count(*) > %s",
        [_BYTES_A_ROW, _LONG_LIST],
    )


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
    with ledger_refuses(line), connection.cursor() as db:
        _give_room(db)
        db.execute("SELECT open_months(%(first)s, %(until)s)", facts)
        db.execute(statement("match_staged"), facts)
        pass_over_restricted()
        db.execute(statement("move_staged"), facts)
        db.execute(statement("pass_over_other_names"))
        register()
        # The quotas of a line are what everybody waits for: held late, and not while prices are worked out.
        lay_out_prices(prices(law, line, programme, term))
        lock_quotas(line=line)
        db.execute(statement("decide_staged"), facts)
        fit_places(line=line, rows=db.rowcount)
        take_places(line=line)
        db.execute(statement("enrol_staged"), facts)
        note_consents(on=on, how=how)
        db.execute(statement("cover_decided"), facts)
    return _count_outcomes()
