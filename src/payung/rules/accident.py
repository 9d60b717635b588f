"""What a work accident pays (JKK), from the first month of membership: transport, inability, loss, death, and aids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from payung.rules import asked
from payung.rules.answer import Answer, Item, line
from payung.rules.death import item
from payung.rules.family import Child
from payung.rules.law import Law, Value
from payung.rules.loss import loss, read_losses
from payung.rules.phrase import said
from payung.rules.scholarship import check_children, scholarship
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah

MODES = ("land", "sea", "air")
AIDS = ("homecare", "glasses", "hearing_aid", "dentures")


@dataclass(frozen=True, slots=True)
class Accident:
    """What happened: transport costs by mode, months unable to work, losses as in `payung.rules.loss`, costs of aids, the
    price of a prosthesis at the government's hospital, and whether the loss is total or the worker died."""

    transport: Mapping[str, int] = field(default_factory=dict)
    inability_months: int = 0
    losses: Sequence[str] = ()
    aids: Mapping[str, int] = field(default_factory=dict)
    homecare_months: int = 1
    prosthesis_idr: int | None = None
    total: bool = False
    death: bool = False
    left_handed: bool = False


def _capped(law: Law, on: date, name: str, code: str, cost_idr: int) -> Answer:
    cap = law.on(f"accident/{code}", on)
    paid = min(asked.whole(name, cost_idr), cap.value)
    return Answer((line(code, paid, f"min({in_rupiah(cost_idr)}, {in_rupiah(cap.value)})", (cap,)),), (cap,))


def transport(law: Law, on: date, costs: Mapping[str, int]) -> Answer:
    """The cost of bringing the worker to care, each mode up to its own cap, the caps added up."""
    if unknown := set(costs) - set(MODES):
        raise Refused("mode_unknown", mode=sorted(unknown)[0], known=", ".join(MODES))
    parts = [_capped(law, on, f"transport.{mode}", f"transport_{mode}", costs[mode]) for mode in MODES if mode in costs]
    return sum(parts, Answer((), ()))


def inability(law: Law, on: date, base_idr: int, months: int) -> Answer:
    """Income while unable to work: in full for the first months, then by half until recovered."""
    asked.whole("inability_months", months)
    full, first, later = (
        law.on(f"accident/inability_{name}", on) for name in ("full_months", "full_percent", "later_percent")
    )
    early = min(months, full.value)
    spans = (("inability_full", early, first), ("inability_later", months - early, later))
    items = [
        line(
            code, span * base_idr * rate.value // 100, f"{span} x {in_rupiah(base_idr)} x {rate.value} %", (rate, full)
        )
        for code, span, rate in spans
        if span
    ]
    return Answer(tuple(items), (full, first, later) if months else ())


def total_loss(law: Law, on: date, base_idr: int) -> Answer:
    """Permanent total loss: 70 % x 80 x base income, and the periodic benefit at once."""
    percent, months = law.on("accident/total_percent", on), law.on("accident/months_of_income", on)
    periodic = law.on("accident/periodic", on)
    formula = f"{percent.value} % x {months.value} x {in_rupiah(base_idr)}"
    share = line("total", percent.value * months.value * base_idr // 100, formula, (percent, months))
    return Answer((share, item("periodic", periodic)), (percent, months, periodic))


def death(law: Law, on: date, base_idr: int) -> Answer:
    """Death: 60 % x 80 x base income, at least the lump sum of a natural death, and the periodic benefit and burial."""
    percent, months = law.on("accident/death_percent", on), law.on("accident/months_of_income", on)
    least, periodic, burial = (law.on(f"accident/{name}", on) for name in ("death_at_least", "periodic", "burial"))
    share_idr = percent.value * months.value * base_idr // 100
    formula = f"{percent.value} % x {months.value} x {in_rupiah(base_idr)}"
    if share_idr < least.value:
        formula = f"max({formula}, {in_rupiah(least.value)})"
    share = line("death", max(share_idr, least.value), formula, (percent, months, least))
    items = share, item("periodic", periodic), item("burial", burial)
    return Answer(items, (percent, months, least, periodic, burial))


def months_of_care(days: Sequence[date]) -> int:
    """How many months care has taken from its first day to its last, each from that day of the month on; 0 without any."""
    if not days:
        return 0
    first, last = min(days), max(days)
    return Month.of(first).months_until(Month.of(last)) + (last.day >= first.day)


def _homecare(law: Law, on: date, happened: Accident) -> Answer:
    most = law.on("accident/homecare_months", on)
    return _capped(law, on, "aid.homecare", "homecare", happened.aids["homecare"]) + Answer((), (most,))


def _aids(law: Law, on: date, happened: Accident) -> Answer:
    if unknown := set(happened.aids) - set(AIDS):
        raise Refused("aid_unknown", aid=sorted(unknown)[0], known=", ".join(AIDS))
    asked.whole("homecare_months", happened.homecare_months, most=law.on("accident/homecare_months", on).value)
    costs = {aid: happened.aids[aid] for aid in AIDS if aid in happened.aids}
    parts = [
        _homecare(law, on, happened) if aid == "homecare" else _capped(law, on, f"aid.{aid}", aid, costs[aid])
        for aid in costs
    ]
    if happened.prosthesis_idr is not None:
        parts.append(_prosthesis(law, on, happened.prosthesis_idr))
    return sum(parts, Answer((), ()))


def _prosthesis(law: Law, on: date, price_idr: int) -> Answer:
    markup = law.on("accident/prosthesis_markup_percent", on)
    amount = asked.whole("prosthesis", price_idr) * (100 + markup.value) // 100
    formula = f"{in_rupiah(price_idr)} x {100 + markup.value} %"
    return Answer((line("prosthesis", amount, formula, (markup,)),), (markup,))


def _scholarship(law: Law, on: date, children: Sequence[Child]) -> Answer:
    if not children:
        return Answer((), ())
    return scholarship(law, on, children) + Answer((), (law.on("scholarship/membership_months_work", on),))


def _care(care: Value) -> Item:
    """The care itself is no sum to be paid out: 0 rupiah, and its limit in words."""
    return replace(line("medical_care", 0, care.value, (care,)), formulas=said(care.value))


def work_accident(law: Law, on: date, *, base_idr: int, happened: Accident, children: Sequence[Child] = ()) -> Answer:
    """Everything that a work accident pays, in rupiah; medical care comes besides, without limit, as an item of 0.

    Raises Refused for negative costs, unknown modes, losses or aids, also where death or total loss takes their place.
    Source: PP 44/2015, PP 82/2019.
    """
    asked.whole("base", base_idr)
    check_children(law, asked.day("on", on), children)
    read_losses(law, on, happened.losses, left_handed=happened.left_handed)
    care, waiting = law.on("accident/medical_care", on), law.on("accident/waiting_months", on)
    answer = Answer((_care(care),), (care, waiting))
    answer += transport(law, on, happened.transport) + inability(law, on, base_idr, happened.inability_months)
    answer += _aids(law, on, happened)
    if happened.death:
        return answer + death(law, on, base_idr) + _scholarship(law, on, children)
    if happened.total:
        return answer + total_loss(law, on, base_idr) + _scholarship(law, on, children)
    return answer + loss(law, on, base_idr, happened.losses, left_handed=happened.left_handed)
