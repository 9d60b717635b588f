"""Advice on a planned term, before the money is spent: is it long enough for a natural death to pay in full?"""

from __future__ import annotations

from payung.rules.law import Law
from payung.units.month import Term


def months_short_of_full(law: Law, term: Term) -> int:
    """How many months a term lacks until a newly enrolled worker's natural death pays in full; 0 when it is enough."""
    waiting = law.on("death/waiting_months", term.until.plus(-1).first_day)
    return max(0, int(waiting.value) - term.months)
