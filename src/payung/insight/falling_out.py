"""Who is covered in a month and not in the next one, and why; and what each would pay alone to stay covered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from payung.insight.read import rows
from payung.membership.queries import enrolments, last_paid_month
from payung.people.queries import by_id
from payung.programmes.queries import programme
from payung.rules.answer import Answer
from payung.rules.contribution import contribution
from payung.rules.law import Law
from payung.rules.limits import age_limits
from payung.units.month import Month, years_before
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.membership.models import Enrolment
    from payung.people.models import Person

PAGE = 50
# Whoever died, or has another payer, is not told what going on alone costs.
PAYS_NOT_ALONE = ("died", "wage-earner", "double-payer", "refused")
# Codes of a region and of those one level below it.
_BELOW = {0: 2, 2: 5, 5: 8, 8: 13, 13: 13}


@dataclass(frozen=True, slots=True)
class Leaving:
    """One worker covered in a month and not in the next; `alone` is the price of that next month paid by the worker, if it may
    be paid so."""

    id: int
    nik_masked: str
    name: str
    village: str
    line: str
    payer: str
    payer_kind: str
    why: str
    sector: str
    income_idr: int
    alone: Answer | None

    @property
    def alone_idr(self) -> int | None:
        return self.alone.total_idr if self.alone else None


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a region fall out, in numbers of workers by reason."""

    code: str
    reasons: dict[str, int]

    @property
    def workers(self) -> int:
        return sum(self.reasons.values())


def _over(law: Law, month: Month) -> date:
    """The last day of birth that is too early to be enrolled in the month after one."""
    day = month.plus(1).first_day
    return years_before(day, age_limits(law, day)[0].value)


def falling_out_counts(law: Law, area: Area, month: Month) -> list[Count]:
    """The regions one level below an area in which anybody falls out after a month, by code; of a village the village alone."""
    facts: dict[str, Any] = {
        "month": month.first_day, "over": _over(law, month), "from": area.starts, "until": area.ends,
        "length": _BELOW[len(area.code)],
    }  # fmt: skip
    found: dict[str, dict[str, int]] = {}
    for code, why, workers in rows("falling_out_counts", facts):
        found.setdefault(code, {})[why] = workers
    return [Count(code, reasons) for code, reasons in found.items()]


def alone(law: Law, *, sector: str, income_idr: int, month: Month) -> Answer:
    """What a month costs a worker who pays it alone. Raises LawUnknown for a month before the evidence."""
    return contribution(law, payer_kind="self", sector=sector, month=month, income_idr=income_idr)


def package_income(programme_code: str, own_income_idr: int | None) -> int:
    """The income by which a worker of a programme is priced: the programme's package, or the worker's own, or the lowest."""
    package = programme(programme_code).package_income_idr
    return package if package is not None else own_income_idr or 0


@dataclass(frozen=True, slots=True)
class Alone:
    """What a worker would pay alone from the first month on that nobody pays: a worker-month, by sector and income."""

    month: Month
    sector: str
    income_idr: int
    price: Answer


def last_seat(person: Person) -> Enrolment | None:
    """The seat that a worker holds or held last; a wait is none."""
    return next((each for each in enrolments(person.pk) if each.state != "waiting"), None)


def going_alone(law: Law, person: Person) -> Alone | None:
    """What going on alone would cost a worker after the last paid month; None for one who was never covered, or has died."""
    last = None if person.died_on else last_paid_month(person.pk)
    seat = last_seat(person)
    if last is None or seat is None or seat.ended_why in PAYS_NOT_ALONE:
        return None
    income = package_income(seat.line.programme_code, seat.income_idr)
    month = last.plus(1)
    return Alone(month, seat.sector, income, alone(law, sector=seat.sector, income_idr=income, month=month))


def falling_out(
    law: Law, area: Area, month: Month, *, after: int | None = None, limit: int = PAGE
) -> tuple[list[Leaving], bool]:
    """The workers of an area who fall out after a month, by village and name after a worker, and whether there are more."""
    start = by_id(after) if after else None
    facts: dict[str, Any] = {
        "month": month.first_day, "next": month.plus(1).first_day, "over": _over(law, month), "from": area.starts,
        "until": area.ends, "after_village": start.village if start else "", "after_name": start.name if start else "",
        "after_id": start.pk if start else 0, "limit": limit + 1,
    }  # fmt: skip
    packages: dict[str, int | None] = {}
    prices: dict[tuple[str, int], Answer] = {}
    found = []
    for row in rows("falling_out", facts):
        told, (code, why, sector, own) = row[:7], row[7:]
        if code not in packages:
            packages[code] = programme(code).package_income_idr
        package = packages[code]
        income = package if package is not None else own or 0
        if (sector, income) not in prices:
            prices[sector, income] = alone(law, sector=sector, income_idr=income, month=month.plus(1))
        price = None if why in PAYS_NOT_ALONE else prices[sector, income]
        who, masked, name, village, line, payer, kind = told
        found.append(Leaving(who, masked, name, village, line, payer, kind, why, sector, income, price))
    return found[:limit], len(found) > limit
