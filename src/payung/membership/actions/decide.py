"""Lay out, for one transaction, who is to get a place and what the months cost: the tables `decided` and `price`.

Enrolment, renewal, refill, offers and releases differ in whom they choose (sql/decide_*.sql); what follows is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from payung.access.queries import lay_out, prepared
from payung.membership.queries import statement
from payung.rules.contribution import SECTORS, contribution
from payung.rules.law import Law
from payung.units.month import Month, Term
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.programmes.models import Programme

_FEW = 1_000  # rows, of which the server needs no statistics
_NO_LIMIT = 9_000_000_000_000_000


def paid_term(line: FundingLine, on: date) -> Term:
    """The months that the line pays for a worker who comes in on a day. Raises Refused("term_over") after the last one."""
    if line.existing:
        return line.term
    if rest := line.term.from_month(Month.of(on)):
        return rest
    raise Refused("term_over", line=line.code, until=line.term.until.plus(-1).last_day.isoformat())


def decide(way: str, facts: dict[str, Any]) -> int:
    """Lays out whom sql/decide_<way>.sql chooses, and gives how many workers that are."""
    lay_out("decided", make=statement("lay_out_decided"), clear=statement("clear_decided"))
    with prepared() as db:
        db.execute(statement(f"decide_{way}"), facts)
        decided = int(db.rowcount)
        if decided > _FEW:
            db.execute("ANALYZE decided")
        return decided


def lay_out_prices(law: Law, line: FundingLine, programme: Programme, term: Term) -> None:
    """Lays out the prices of worker-months, to be joined by the statement that writes cover."""
    lay_out("price", make=statement("lay_out_price"), clear=statement("clear_price"))
    with prepared() as db:
        rows = _prices(law, line.kind, programme.package_income_idr, term)
        db.execute(statement("lay_out_prices"), [list(column) for column in zip(*rows, strict=True)])


def _prices(
    law: Law, payer_kind: str, package_income_idr: int | None, term: Term
) -> Iterator[tuple[date, str, int, int, int]]:
    """Month, sector, income from, income below, rupiah. One row a month, sector and tier."""
    for month in term:
        tiers = [tier["income_from_idr"] for tier in law.on("contribution/income_tiers", month.first_day).value]
        starts = tiers if package_income_idr is None else [0]
        for begins, ends in zip(starts, [*starts[1:], _NO_LIMIT], strict=True):
            income = begins if package_income_idr is None else package_income_idr
            for sector in SECTORS:
                priced = contribution(law, payer_kind=payer_kind, sector=sector, month=month, income_idr=income)
                yield month.first_day, sector, begins, ends, priced.total_idr
