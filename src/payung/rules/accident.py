"""What a work accident pays (JKK), from the first month of membership: transport, inability, loss, death, and aids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from payung.rules.answer import Answer, Item
from payung.rules.death import item
from payung.rules.family import Child
from payung.rules.law import Law, Value
from payung.rules.scholarship import scholarship
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures, in_rupiah

MODES = ("land", "sea", "air")
AIDS = ("homecare", "glasses", "hearing_aid", "dentures")


@dataclass(frozen=True, slots=True)
class Accident:
    """What happened: transport costs by mode, months unable to work, losses by code ("thumb:left", "smell",
    "finger:right@50" for half of its function), costs of aids, and whether the loss is total or the worker died."""

    transport: Mapping[str, int] = field(default_factory=dict)
    inability_months: int = 0
    losses: Sequence[str] = ()
    aids: Mapping[str, int] = field(default_factory=dict)
    prosthesis_idr: int | None = None
    total: bool = False
    death: bool = False
    left_handed: bool = False


def _article(code: str, amount_idr: int, formula: str, value: Value, about: str = "") -> Item:
    return Item(code, amount_idr, formula, value.source, value.evidence, about)


def _positive(name: str, amount: int) -> int:
    if amount < 0:
        raise Refused("field_invalid", field=name, given=amount, allowed=">= 0")
    return amount


def _capped(law: Law, on: date, group: str, code: str, cost_idr: int) -> Answer:
    cap = law.on(f"accident/{code}", on)
    paid = min(_positive(f"{group}.{code}", cost_idr), cap.value)
    return Answer((_article(code, paid, f"min({in_rupiah(cost_idr)}, {in_rupiah(cap.value)})", cap),), (cap,))


def transport(law: Law, on: date, costs: Mapping[str, int]) -> Answer:
    """The cost of bringing the worker to care, each mode up to its own cap, the caps added up."""
    if unknown := set(costs) - set(MODES):
        raise Refused("mode_unknown", mode=sorted(unknown)[0], known=", ".join(MODES))
    parts = [_capped(law, on, "transport", f"transport_{mode}", costs[mode]) for mode in MODES if mode in costs]
    return sum(parts, Answer((), ()))


def inability(law: Law, on: date, base_idr: int, months: int) -> Answer:
    """Income while unable to work: in full for the first months, then by half until recovered."""
    _positive("inability_months", months)
    full, first, later = (
        law.on(f"accident/inability_{name}", on) for name in ("full_months", "full_percent", "later_percent")
    )
    early = min(months, full.value)
    spans = (("inability_full", early, first), ("inability_later", months - early, later))
    items = [
        _article(code, span * base_idr * rate.value // 100, f"{span} x {in_rupiah(base_idr)} x {rate.value} %", rate)
        for code, span, rate in spans
        if span
    ]
    return Answer(tuple(items), (full, first, later) if months else ())


def _loss_per_mille(table: Value, text: str, left_handed: bool) -> tuple[str, int]:
    """Name and per mille of one loss, as "code[:side][@percent of function]"."""
    code, _, share = text.partition("@")
    code, _, side = code.partition(":")
    row = next((row for row in table.value if row["code"] == code), None)
    if row is None or side not in ("", "left", "right"):
        raise Refused("loss_unknown", loss=text, known=", ".join(row["code"] for row in table.value))
    if row["sided"] and not side:
        raise Refused("loss_needs_side", loss=code)
    if share and not (share.isdecimal() and 1 <= int(share) <= 100):
        raise Refused("field_invalid", field=f"loss.{code}", given=share, allowed="1 - 100")
    # For the left-handed, the left hand is the one that counts as the right hand of others.
    counts_as_right = (side == "left") == left_handed if side else True
    per_mille = row["right_per_mille"] if counts_as_right else row["left_per_mille"]
    return row["name"], per_mille * int(share or 100) // 100


def loss(law: Law, on: date, base_idr: int, losses: Sequence[str], *, left_handed: bool = False) -> Answer:
    """Partial loss, of a part of the body or of its function: table x 80 x base income; several together at most 70 %."""
    if not losses:
        return Answer((), ())
    table, months, most = (
        law.on(f"accident/{name}", on) for name in ("loss_table", "months_of_income", "loss_at_most_percent")
    )
    room, items = most.value * 10, []
    for text in losses:
        name, per_mille = _loss_per_mille(table, text, left_handed)
        counted = min(per_mille, room)
        room -= counted
        formula = f"{in_figures(counted // 10)},{counted % 10} % x {months.value} x {in_rupiah(base_idr)}"
        items.append(_article("loss", counted * months.value * base_idr // 1000, formula, table, name))
    return Answer(tuple(items), (table, months, most))


def _share(law: Law, on: date, base_idr: int, code: str) -> Answer:
    percent, months = law.on(f"accident/{code}_percent", on), law.on("accident/months_of_income", on)
    amount = percent.value * months.value * base_idr // 100
    formula = f"{percent.value} % x {months.value} x {in_rupiah(base_idr)}"
    return Answer((_article(code, amount, formula, percent),), (percent, months))


def total_loss(law: Law, on: date, base_idr: int) -> Answer:
    """Permanent total loss: 70 % x 80 x base income, and the periodic benefit at once."""
    periodic = law.on("accident/periodic", on)
    return _share(law, on, base_idr, "total") + Answer((item("periodic", periodic),), (periodic,))


def death(law: Law, on: date, base_idr: int) -> Answer:
    """Death: 60 % x 80 x base income, at least the lump sum of a natural death, and the periodic benefit and burial."""
    share, least = _share(law, on, base_idr, "death"), law.on("accident/death_at_least", on)
    if share.total_idr < least.value:
        share = Answer((item("death", least),), share.rests_on)
    periodic, burial = law.on("accident/periodic", on), law.on("accident/burial", on)
    rest = Answer((item("periodic", periodic), item("burial", burial)), (least, periodic, burial))
    return share + rest


def _aids(law: Law, on: date, happened: Accident) -> Answer:
    if unknown := set(happened.aids) - set(AIDS):
        raise Refused("aid_unknown", aid=sorted(unknown)[0], known=", ".join(AIDS))
    parts = [_capped(law, on, "aid", aid, happened.aids[aid]) for aid in AIDS if aid in happened.aids]
    if happened.prosthesis_idr is not None:
        markup = law.on("accident/prosthesis_markup_percent", on)
        price = _positive("prosthesis", happened.prosthesis_idr)
        formula = f"{in_rupiah(price)} x {100 + markup.value} %"
        amount = price * (100 + markup.value) // 100
        parts.append(Answer((_article("prosthesis", amount, formula, markup),), (markup,)))
    return sum(parts, Answer((), ()))


def work_accident(law: Law, on: date, *, base_idr: int, happened: Accident, children: Sequence[Child] = ()) -> Answer:
    """Everything that a work accident pays, in rupiah; medical care comes besides, without limit, as an item of 0.

    Raises Refused for negative costs, unknown modes, losses or aids. Source: PP 44/2015, PP 82/2019.
    """
    _positive("base", base_idr)
    care, waiting = law.on("accident/medical_care", on), law.on("accident/waiting_months", on)
    answer = Answer((_article("medical_care", 0, str(care.value), care),), (care, waiting))
    answer += transport(law, on, happened.transport) + inability(law, on, base_idr, happened.inability_months)
    answer += _aids(law, on, happened)
    if happened.death:
        answer += death(law, on, base_idr)
    elif happened.total:
        answer += total_loss(law, on, base_idr)
    else:
        return answer + loss(law, on, base_idr, happened.losses, left_handed=happened.left_handed)
    return answer + scholarship(law, on, children) if children else answer
