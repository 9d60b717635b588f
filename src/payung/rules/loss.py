"""Partial loss of a part of the body or of its function: table x 80 x base income, several together at most 70 %.

A loss is written `code`, `code:right` or `code:left` where the sides differ, and `@` with a percentage where only a share of the
function is lost ("finger:right@50") or where the table gives a range ("scalp@20").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payung.rules.answer import Answer, Item, line
from payung.rules.law import Law, Value
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

_SIDES = {"right": {"id": "kanan", "en": "right"}, "left": {"id": "kiri", "en": "left"}}
# A per mille of the table times a percentage of function: one part in so many of the months of income.
_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class _Loss:
    """One loss read: its code and side, its name by language, the value it stands in, the formula of its share, and the share in
    parts of 100,000. The key holds a side only where the sides differ."""

    key: tuple[str, str]
    about: str
    named: Mapping[str, str]
    value: Value
    formula: str
    parts: int


def _percent(parts: int) -> str:
    whole, rest = divmod(parts, _PARTS // 100)
    return f"{whole},{rest:03d}".rstrip("0").rstrip(",") + " %"


def _share(text: str, code: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and least <= int(text) <= most):
        raise Refused("field_invalid", field=f"loss.{code}", given=text[:40] or "-", allowed=f"@{least} - @{most}")
    return int(text)


def _split(text: str) -> tuple[str, str, str]:
    """Code, side and share of a loss; an underscore or a hyphen before the side will do."""
    code, _, share = text.strip().lower().partition("@")
    for side in ("right", "left"):
        if code.endswith((f":{side}", f"_{side}", f"-{side}")):
            return code[: -len(side) - 1], side, share
    return code, "", share


def _known(table: Value, ranges: Value) -> str:
    return ", ".join(row["code"] + (":right|left" if row.get("sided") else "") for row in (*table.value, *ranges.value))


def _from_range(ranges: Value, code: str, share: str) -> _Loss | None:
    row = next((row for row in ranges.value if row["code"] == code), None)
    if row is None:
        return None
    percent = _share(share, code, row["from_per_mille"] // 10, row["to_per_mille"] // 10)
    return _Loss((code, ""), code, row["name"], ranges, f"{percent} %", percent * _PARTS // 100)


def _named(name: Mapping[str, str], side: str) -> Mapping[str, str]:
    """The name of a part of the body with its side, by language."""
    return {language: f"{words} ({_SIDES[side][language]})" for language, words in name.items()} if side else name


def _read(table: Value, ranges: Value, text: str, left_handed: bool) -> _Loss:
    code, side, share = _split(text)
    if not side and (found := _from_range(ranges, code, share)):
        return found
    row = next((row for row in table.value if row["code"] == code), None)
    if row is None:
        raise Refused("loss_unknown", loss=text, known=_known(table, ranges))
    if row["sided"] and not side:
        raise Refused("loss_needs_side", loss=code)
    percent = _share(share, code, 1, 100) if "@" in text else 100
    # For the left-handed, the left hand is the one that counts as the right hand of others.
    counts_as_right = (side == "left") == left_handed if side else True
    per_mille = row["right_per_mille"] if counts_as_right else row["left_per_mille"]
    of_function = f"{percent} % x " if percent < 100 else ""
    about, key = f"{code}:{side}" if side else code, (code, side if row["sided"] else "")
    formula, parts = of_function + _percent(per_mille * 100), per_mille * percent
    return _Loss(key, about, _named(row["name"], side), table, formula, parts)


def _check_repeats(table: Value, losses: Sequence[_Loss]) -> None:
    """Nobody loses the right thumb twice."""
    most = {row["code"]: row["at_most"] for row in table.value}
    for (code, side), times in Counter(loss.key for loss in losses).items():
        if times > most.get(code, 1):
            given = f"{code}:{side}" if side else code
            raise Refused("loss_repeated", loss=given, times=times, at_most=most.get(code, 1))


def read_losses(law: Law, on: date, losses: Sequence[str], *, left_handed: bool = False) -> list[_Loss]:
    """The losses by the table of a day. Raises Refused for an unknown one, one without its side, or one too often."""
    table, ranges = law.on("accident/loss_table", on), law.on("accident/loss_ranges", on)
    found = [_read(table, ranges, text, left_handed) for text in losses]
    _check_repeats(table, found)
    return found


def loss(law: Law, on: date, base_idr: int, losses: Sequence[str], *, left_handed: bool = False) -> Answer:
    """What partial losses pay in rupiah, one item a loss: table x 80 x base income; together at most 70 %."""
    if not losses:
        return Answer((), ())
    table, months, most = (
        law.on(f"accident/{name}", on) for name in ("loss_table", "months_of_income", "loss_at_most_percent")
    )
    room, items = most.value * _PARTS // 100, list[Item]()
    for one in read_losses(law, on, losses, left_handed=left_handed):
        counted = min(one.parts, room)
        share = one.formula if counted == one.parts else f"min({one.formula}, {_percent(room)})"
        room -= counted
        amount = counted * months.value * base_idr // _PARTS
        formula = f"{share} x {months.value} x {in_rupiah(base_idr)}"
        cited = one.value, months
        items.append(line("loss", amount, formula, cited, also=(most,), about=one.about, named=one.named))
    return Answer(tuple(items), (table, months, most, law.on("accident/loss_ranges", on)))
