"""What a natural death pays (JKM): in full after the waiting months, before that the burial cost alone; then scholarships."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.rules import asked
from payung.rules.answer import Answer, Item, line
from payung.rules.family import Child
from payung.rules.law import Law, Value
from payung.rules.scholarship import check_children, scholarship
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

READINGS = ("paid", "consecutive")


def item(code: str, value: Value) -> Item:
    """A line of an answer that is a value of the law as it stands."""
    return line(code, value.value, in_rupiah(value.value), (value,))


def check_months(months_paid: int, months_consecutive: int) -> None:
    """Raises Refused when no month was paid, or more stand in a row than were paid.

    Nobody is a member before the first contribution is paid in full (Permenaker 1/2025; its words for BPU were not seen).
    """
    asked.whole("months_paid", months_paid)
    asked.whole("consecutive", months_consecutive, most=months_paid)


def check_reading(reading: str | None) -> None:
    """Raises Refused("reading_unknown") for a reading of "3 months" that there is not."""
    if reading is not None and reading not in READINGS:
        raise Refused("reading_unknown", reading=reading, known=", ".join(READINGS))


def counted_months(
    law: Law, on: date, *, months_paid: int, months_consecutive: int, reading: str | None = None
) -> tuple[int, Value]:
    """The months of membership that count towards the waiting rule, by the reading in force or the one asked for.

    Raises Refused("reading_unknown").
    """
    check_reading(reading)
    held = law.on("death/waiting_reading", on)
    return (months_consecutive if (reading or held.value) == "consecutive" else months_paid), held


def natural_death(
    law: Law, on: date, *, months_paid: int, months_consecutive: int | None = None, children: Sequence[Child] = (),
    reading: str | None = None,
) -> Answer:  # fmt: skip
    """What the heirs of a worker who dies of a natural cause on a day receive, in rupiah.

    The months include the month of death; the reading of "3 months" ("paid" or "consecutive") is the law's unless given.
    Raises Refused for impossible months or children. Source: PP 82/2019, Permenaker 1/2025.
    """
    consecutive = months_paid if months_consecutive is None else months_consecutive
    check_months(months_paid, consecutive)
    check_children(law, asked.day("on", on), children)
    months, held = counted_months(
        law, on, months_paid=months_paid, months_consecutive=consecutive, reading=reading
    )  # fmt: skip
    waiting, burial = law.on("death/waiting_months", on), law.on("death/burial", on)
    return _cash(law, on, months >= waiting.value, burial, (waiting, held)) + _scholarship(
        law, on, months_paid, children
    )


def _cash(law: Law, on: date, in_full: bool, burial: Value, why: tuple[Value, ...]) -> Answer:
    if not in_full:
        return Answer((line("burial", burial.value, in_rupiah(burial.value), (burial, why[0])),), (burial, *why))
    lump, periodic = law.on("death/lump_sum", on), law.on("death/periodic", on)
    items = item("lump_sum", lump), item("periodic", periodic), item("burial", burial)
    return Answer(items, (lump, periodic, burial, *why))


def _scholarship(law: Law, on: date, months_paid: int, children: Sequence[Child]) -> Answer:
    """Nothing without children; nothing before three years of contributions, on which the answer then rests. The years are
    counted by themselves: a break starts the waiting months anew, not the years that were paid."""
    if not children:
        return Answer((), ())
    needed = law.on("scholarship/membership_months_natural", on)
    found = scholarship(law, on, children) if months_paid >= needed.value else Answer((), ())
    return Answer(found.items, (needed, *found.rests_on))
