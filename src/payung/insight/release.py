"""What releasing a line's unused places would do, before anybody does it: decided by the same statement, nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from payung.membership.actions.decide import paid_term
from payung.membership.actions.release_places import choose
from payung.programmes.queries import planned_moves, waiting_rule
from payung.regions.queries import with_codes

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@dataclass(frozen=True, slots=True)
class Move:
    """Places that would go from a village to another one's waiting workers, with the names of both."""

    from_name: str
    to_name: str
    places: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How many waiting workers would be placed, or offered a place that is held for `hold_days` (0: placed at once); `moves` tell
    the places that change villages for it, one row a pair."""

    placed: int
    hold_days: int
    moves: list[Move]


def plan_release(*, line: FundingLine, on: date) -> Plan:
    """What `release_places` would do on a day. Raises Refused("term_over") after the line's last month."""
    term = paid_term(line, on)
    facts: dict[str, Any] = {"line": line.pk, "first": term.first.first_day, "until": term.until.first_day}
    with transaction.atomic(), connection.cursor() as db:
        choose(line, facts)
        db.execute("SELECT count(*) FROM decided WHERE placed")
        placed = int(db.fetchone()[0])
        moves = planned_moves(line=line)
    rule, found = waiting_rule(line), with_codes({code for giving, taking, _ in moves for code in (giving, taking)})
    named = [Move(found[giving].name, found[taking].name, places) for giving, taking, places in moves]
    return Plan(placed, rule.hold_days if rule else 0, named)
