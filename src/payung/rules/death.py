"""What a natural death pays (JKM): in full after the waiting months, before that the burial cost alone."""

from __future__ import annotations

from datetime import date

from payung.rules.answer import Answer, Item
from payung.rules.law import Law, Value
from payung.units.rupiah import in_rupiah


def _item(code: str, value: Value) -> Item:
    return Item(code, value.value, in_rupiah(value.value), value.source, value.evidence)


def counted_months(law: Law, on: date, *, months_paid: int, months_consecutive: int) -> tuple[int, Value]:
    """The months of membership that count towards the waiting rule, by the reading in force."""
    reading = law.on("death/waiting_reading", on)
    return (months_consecutive if reading.value == "consecutive" else months_paid), reading


def natural_death(law: Law, on: date, *, months_paid: int, months_consecutive: int | None = None) -> Answer:
    """What the heirs of a worker who dies of a natural cause on a day receive, in rupiah.

    The months include the month of death. Source: PP 82/2019, Permenaker 1/2025.
    """
    consecutive = months_paid if months_consecutive is None else months_consecutive
    months, reading = counted_months(law, on, months_paid=months_paid, months_consecutive=consecutive)
    waiting, burial = law.on("death/waiting_months", on), law.on("death/burial", on)
    if months < waiting.value:
        return Answer((_item("burial", burial),), (burial, waiting, reading))
    lump, periodic = law.on("death/lump_sum", on), law.on("death/periodic", on)
    items = _item("lump_sum", lump), _item("periodic", periodic), _item("burial", burial)
    return Answer(items, (lump, periodic, burial, waiting, reading))
