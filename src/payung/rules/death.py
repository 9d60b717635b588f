"""What a natural death pays (JKM): in full after the waiting months, before that the burial cost alone; then scholarships."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.rules.answer import Answer, Item
from payung.rules.family import Child
from payung.rules.law import Law, Value
from payung.rules.scholarship import scholarship
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah


def item(code: str, value: Value) -> Item:
    """A line of an answer that is a value of the law as it stands."""
    return Item(code, value.value, in_rupiah(value.value), value.source, value.evidence)


def check_months(months_paid: int, months_consecutive: int) -> None:
    """Raises Refused when months are negative, or more stand in a row than were paid."""
    if months_paid < 0:
        raise Refused("field_invalid", field="months_paid", given=months_paid, allowed=">= 0")
    if not 0 <= months_consecutive <= months_paid:
        raise Refused("field_invalid", field="consecutive", given=months_consecutive, allowed=f"0 - {months_paid}")


def counted_months(law: Law, on: date, *, months_paid: int, months_consecutive: int) -> tuple[int, Value]:
    """The months of membership that count towards the waiting rule, by the reading in force."""
    reading = law.on("death/waiting_reading", on)
    return (months_consecutive if reading.value == "consecutive" else months_paid), reading


def natural_death(
    law: Law, on: date, *, months_paid: int, months_consecutive: int | None = None, children: Sequence[Child] = ()
) -> Answer:
    """What the heirs of a worker who dies of a natural cause on a day receive, in rupiah.

    The months include the month of death. Raises Refused for impossible months. Source: PP 82/2019, Permenaker 1/2025.
    """
    consecutive = months_paid if months_consecutive is None else months_consecutive
    check_months(months_paid, consecutive)
    months, reading = counted_months(law, on, months_paid=months_paid, months_consecutive=consecutive)
    waiting, burial = law.on("death/waiting_months", on), law.on("death/burial", on)
    if months < waiting.value:
        return Answer((item("burial", burial),), (burial, waiting, reading))
    lump, periodic = law.on("death/lump_sum", on), law.on("death/periodic", on)
    items = item("lump_sum", lump), item("periodic", periodic), item("burial", burial)
    answer = Answer(items, (lump, periodic, burial, waiting, reading))
    return answer + _scholarship(law, on, months_paid, children)


def _scholarship(law: Law, on: date, months_paid: int, children: Sequence[Child]) -> Answer:
    """Nothing without children; nothing before three years of membership, which the answer then rests on."""
    if not children:
        return Answer((), ())
    needed = law.on("scholarship/membership_months_natural", on)
    found = scholarship(law, on, children) if months_paid >= needed.value else Answer((), ())
    return Answer(found.items, (needed, *found.rests_on))
