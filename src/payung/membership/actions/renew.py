"""Renew a line: its workers go on to the next term on another line of the same programme, each looked at anew. All or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.funding.actions.book import book, ledger_refuses
from payung.membership.actions.decide import decide, lay_out_prices, paid_term
from payung.membership.queries import statement
from payung.programmes.actions.move_places import lock_all_quotas
from payung.programmes.actions.take_places import fit_places, take_places
from payung.programmes.queries import limits
from payung.rules.law import Law
from payung.rules.limits import age_limits
from payung.units.month import Month, Term, years_before
from payung.units.refusal import Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine
    from payung.programmes.models import Programme

# Why a seat is not renewed, in the order in which it is looked at, each with the code of its words; `waiting` is for whom the
# places do not reach.
NOT_RENEWED = {
    "waiting": "renewal_waiting",
    "elsewhere": "renewal_elsewhere",
    "unchanged": "renewal_unchanged",
    "still_waiting": "renewal_still_waiting",
    "erased": "renewal_erased",
    "died": "renewal_died",
    "restricted": "renewal_restricted",
    "nik_format": "renewal_nik_format",
    "age_over_limit": "renewal_age_over_limit",
    "age_under_limit": "renewal_age_under_limit",
    "not_eligible_decile": "renewal_not_eligible_decile",
    "not_eligible_occupation": "renewal_not_eligible_occupation",
    "village_outside_area": "renewal_village_outside_area",
    "already_covered": "renewal_already_covered",
}


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of the seats of a line, in numbers of workers by outcome, and what the months of the renewed ones cost.

    The outcomes add up to `seats`: renewed, or a reason of NOT_RENEWED.
    """

    term: Term
    outcomes: dict[str, int]
    cost_idr: int

    @property
    def seats(self) -> int:
        return sum(self.outcomes.values())

    @property
    def renewed(self) -> int:
        return self.outcomes.get("renewed", 0)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The code of every reason that applies to anybody, with how many."""
        return [(code, self.outcomes[why]) for why, code in NOT_RENEWED.items() if self.outcomes.get(why)]


@dataclass(frozen=True, slots=True)
class EndedSeat:
    """A seat that ended before its line did, whose worker goes on: the enrolment, and the first month that nobody pays."""

    enrolment: int
    first_month: Month


def next_term(line: FundingLine, to: FundingLine, on: date, ended: EndedSeat | None = None) -> Term:
    """The months that the next line pays for whoever goes on: from this month on, and after those of the line or ended seat.

    Raises Refused("renewal_not_next") for the line itself, a line of another programme, of earlier members, or that ends no
    later; Refused("term_over") when the next one is over too.
    """
    if to.pk == line.pk or to.programme_code != line.programme_code or to.existing:
        raise Refused("renewal_not_next", line=line.code, to=to.code)
    after = ended.first_month if ended else line.term.until
    if to.term.until <= after:
        raise Refused("renewal_not_next", line=line.code, to=to.code)
    term = paid_term(to, on).from_month(after)
    assert term is not None, "it ends later than that"  # nosec B101
    return term


def _facts(
    law: Law, line: FundingLine, to: FundingLine, programme: Programme, term: Term, on: date,
    people: Sequence[int] | None, ended: EndedSeat | None,
) -> dict[str, Any]:  # fmt: skip
    day, asked = term.first.first_day, limits(programme)
    below, least = age_limits(law, day)
    return {
        "from_line": line.pk, "ended_seat": ended.enrolment if ended else None,
        "line": to.pk, "first": day, "until": term.until.first_day, "on": on,
        "people": None if people is None else list(people), "region": programme.region,
        "born_after": years_before(day, below.value), "born_until": years_before(day, least.value),
        "decile_at_most": asked.decile_at_most, "occupations": list(asked.occupations) or None,
    }  # fmt: skip


def _decide(law: Law, to: FundingLine, programme: Programme, term: Term, facts: dict[str, Any]) -> Renewed:
    with connection.cursor() as db:
        db.execute(statement("judge_renewal"), facts)
        fit_places(line=to, rows=decide("renewal", {}))
        lay_out_prices(law, to, programme, term)
        db.execute(statement("count_renewal"))
        told = db.fetchall()
    return Renewed(term, {outcome: workers for outcome, workers, _ in told}, sum(cost for _, _, cost in told))


@transaction.atomic
def plan_renewal(
    *, law: Law, line: FundingLine, to: FundingLine, programme: Programme, on: date,
    people: Sequence[int] | None = None, ended: EndedSeat | None = None,
) -> Renewed:  # fmt: skip
    """What `renew_line` would do on a day, decided by the same statements; nothing is written."""
    term = next_term(line, to, on, ended)
    planned = _decide(law, to, programme, term, _facts(law, line, to, programme, term, on, people, ended))
    with connection.cursor() as db:
        db.execute("DROP TABLE renewal")
    return planned


@transaction.atomic
def renew_line(
    *, law: Law, line: FundingLine, to: FundingLine, programme: Programme, on: date,
    people: Sequence[int] | None = None, ended: EndedSeat | None = None,
) -> Renewed:  # fmt: skip
    """Takes the seats of a line, or those of some workers, to the next term, and gives what became of each. A seat that ended
    goes on only where it is asked for.

    Whoever goes on gets a place with cover, money and all as by enrolment, or waits where the places do not reach. A second run
    changes nothing. Raises Refused: "renewal_not_next", "term_over", and "money_short" when the next line holds too little.
    """
    term = next_term(line, to, on, ended)
    facts = _facts(law, line, to, programme, term, on, people, ended)
    book(on=on, source=f"renew:{line.code}"[:120])
    with ledger_refuses(to), connection.cursor() as db:
        db.execute("SELECT open_months(%(first)s, %(until)s)", facts)
        db.execute(statement("hold_seated"), facts)
        lock_all_quotas(line=to)
        done = _decide(law, to, programme, term, facts)
        take_places(line=to)
        db.execute(statement("enrol_renewed"), facts)
        db.execute(statement("cover_decided"), facts)
    return done
