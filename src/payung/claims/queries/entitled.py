"""What the law gives on a claim, from what is known of it: cover, base income, costs, outcome, and the children's schooling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from payung.claims.models import Accident, AccidentCost, Claim, ScholarshipChild
from payung.claims.queries.accident import accident_of, costs_of, inability_months
from payung.membership.queries import CoverOn, cover_on, enrolments
from payung.programmes.queries import programme
from payung.rules.accident import AIDS, MODES, months_of_care
from payung.rules.accident import Accident as Happened
from payung.rules.answer import Answer, Item, line
from payung.rules.contribution import base_income_idr
from payung.rules.entitlement import Entitlement, by_accident, by_death
from payung.rules.family import Child
from payung.rules.law import Law
from payung.units.moment import day_in_jakarta
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah


def cover_of(claim: Claim) -> CoverOn | None:
    """The cover that counts: on the day of it; for a death that came of an accident, on the day of the accident. Who pays is
    whoever covers that day, also where the cover was written after the report; once a claim is approved its payer stays."""
    day = claim.follows.happened_on if claim.follows else claim.happened_on
    cover = cover_on(claim.person_id, day)
    stands = claim.state in ("approved", "paid")
    return replace(cover, line=claim.line) if cover and claim.line and stands else cover


def base_from(law: Law, on: date, package_income_idr: int | None, declared_idr: int) -> int:
    """The base income of a day: that of the programme's package, or of the tier of what the worker declared."""
    income = declared_idr if package_income_idr is None else package_income_idr
    return base_income_idr(law, Month.of(on), income)[0]


def base_of(law: Law, claim: Claim, cover: CoverOn) -> int:
    """The base income that a benefit for work is counted from: the package of the payer's programme, or the tier of what was
    declared."""
    seat = next((each for each in enrolments(claim.person_id) if each.line_id == cover.line.pk), None)
    package = programme(cover.line.programme_code).package_income_idr
    return base_from(law, claim.happened_on, package, (seat.income_idr if seat else None) or 0)


def check_homecare(law: Law, claim: Claim, days: Sequence[date]) -> None:
    """Whether care at home on these days is within the law's months, counted from its first day. Raises
    Refused("homecare_too_long"). Source: PP 82/2019."""
    most = law.on("accident/homecare_months", claim.happened_on).value
    if months_of_care(days) > most:
        raise Refused("homecare_too_long", most=most, since=min(days).isoformat(), given=max(days).isoformat())


def nursed_on(costs: Sequence[AccidentCost]) -> list[date]:
    """The days on which care at home was paid for."""
    return [cost.spent_on for cost in costs if cost.kind == "homecare"]


def happened_to(facts: Accident, costs: Sequence[AccidentCost], months: int) -> Happened:
    """An accident as the rules read it. A death gives nothing here: it has a claim of its own."""
    spent = Counter[str]()
    for cost in costs:
        spent[cost.kind] += cost.amount_idr
    return Happened(
        transport={mode: spent[f"transport_{mode}"] for mode in MODES if spent[f"transport_{mode}"]},
        inability_months=months, losses=tuple(facts.losses), aids={aid: spent[aid] for aid in AIDS if spent[aid]},
        homecare_months=max(1, months_of_care(nursed_on(costs))),
        prosthesis_idr=spent["prosthesis"] or None, total=facts.outcome == "total",
        left_handed=facts.left_handed,
    )  # fmt: skip


def _treated(law: Law, claim: Claim, costs: Sequence[AccidentCost]) -> tuple[Item, ...]:
    """Treatment, one line a letter, and one for what the worker paid where no letter was: by its bills, without limit."""
    care = law.on("accident/medical_care", claim.happened_on)
    sums = Counter[str]()
    for cost in costs:
        if cost.kind == "treatment":
            sums[cost.letter.number if cost.letter else ""] += cost.amount_idr
    return tuple(line("treatment", sums[about], in_rupiah(sums[about]), (care,), about=about) for about in sorted(sums))


def accident_answer(law: Law, claim: Claim, facts: Accident, cover: CoverOn) -> Answer:
    """What an accident gives so far under this cover, besides scholarships. One that was none gives the treatment that was
    guaranteed until it was concluded so. Raises Refused("homecare_too_long"). Source: PP 44/2015, Permenaker 1/2025."""
    costs, care = costs_of(claim), law.on("accident/medical_care", claim.happened_on)
    if facts.concluded_at and facts.concluded == "none":
        until = day_in_jakarta(facts.concluded_at)
        guaranteed = [cost for cost in costs if cost.letter and cost.spent_on <= until]
        return Answer(_treated(law, claim, guaranteed), (care,))
    check_homecare(law, claim, nursed_on(costs))
    happened = happened_to(facts, costs, len(inability_months(claim)))
    found = by_accident(law, claim.happened_on, base_idr=base_of(law, claim, cover), happened=happened)
    return found.answer + Answer(_treated(law, claim, costs), (care,))


def child_of(child: ScholarshipChild) -> Child:
    """A child as the rules read it. Raises ValueError for one without a birth day: it is asked for where a child is named."""
    if child.heir.birth_on is None:
        raise ValueError(f"child {child.pk} has no birth day")
    return Child(
        child.heir.birth_on, "", child.level or None, child.year, child.studying, child.married_on, child.work,
        child.wage_work_months,
    )  # fmt: skip


def death_gives(law: Law, claim: Claim, cover: CoverOn, children: Sequence[Child] = ()) -> Entitlement:
    """What a death gives under this cover, with the scholarships of these children."""
    return by_death(
        law, claim.happened_on, cause=claim.cause, months_paid=cover.months_paid,
        months_consecutive=cover.months_consecutive, base_idr=base_of(law, claim, cover), children=children,
    )  # fmt: skip


def gives_scholarships(law: Law, claim: Claim, children: Sequence[Child]) -> Entitlement | None:
    """What a claim gives with the scholarships of its children in it; None where it gives none to anybody: an accident without a
    total loss, or nobody covered."""
    cover = cover_of(claim)
    if cover is None:
        return None
    if claim.kind == "death":
        return death_gives(law, claim, cover, children)
    facts = accident_of(claim)
    if facts is None or facts.outcome != "total" or not facts.guaranteed:
        return None
    return by_accident(
        law, claim.happened_on, base_idr=base_of(law, claim, cover), happened=Happened(total=True), children=children
    )
