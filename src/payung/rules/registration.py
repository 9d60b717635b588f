"""Whether one person may register: every condition of the law, then the programme's own, each with its reason.

The limits and the codes are those by which `rules/eligibility.py` judges a list of a million; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from payung.rules import asked
from payung.rules.answer import Answer
from payung.rules.condition import Condition, by_law, by_programme, nik_conditions
from payung.rules.law import Law, Value
from payung.rules.limits import NO_LIMITS, Limits, age_limits
from payung.rules.phrase import Phrase, said, same
from payung.units.month import Month, years_after
from payung.units.refusal import Refused

DECILES = 10


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of a person who wants to register. None: not told."""

    nik: str | None = None
    birth_on: date | None = None
    works: bool | None = None
    wage_earner: bool | None = None
    occupation: str | None = None
    decile: int | None = None


@dataclass(frozen=True)
class Registration(Answer):
    """Every condition of one person's registration, and the last day on which the age allows it."""

    items: tuple[Condition, ...]
    last_day_to_register: date | None = None

    @property
    def eligible(self) -> bool | None:
        """True when every condition holds, False when one does not, None when none fails but one was not told.

        A list is not turned away for an occupation or a decile that nobody gave: nothing is known against it. Whoever asks about
        one person gets no yes for that either, but what is still to be told.
        """
        held = {item.holds for item in self.items}
        return False if False in held else None if None in held else True

    @property
    def missing(self) -> list[str]:
        """The fields that were not told and that a condition asks for, in the order of the conditions."""
        return list(dict.fromkeys(item.field for item in self.items if item.holds is None))

    def for_json(self, law_digest: str) -> dict[str, Any]:
        """The answer as every door gives it, with the whole, what is missing, and the last day."""
        last = self.last_day_to_register
        return {
            **super().for_json(law_digest), "eligible": self.eligible, "missing": self.missing,
            "last_day_to_register": last and last.isoformat(),
        }  # fmt: skip


def read_birth(text: str | None) -> date | None:
    """The day of birth written YYYY-MM-DD, None when not told. Raises Refused, without what was typed: it may be a NIK in the
    wrong field."""
    try:
        return date.fromisoformat(text.strip()) if text is not None else None
    except ValueError:
        raise Refused("field_invalid", field="birth_on", given="-", allowed="YYYY-MM-DD") from None


def age(birth_on: date, on: date) -> int:
    """Whole years of age on a day; whoever is born on 29 February turns older on 1 March of a common year."""
    return on.year - birth_on.year - ((on.month, on.day) < (birth_on.month, birth_on.day))


def _years(birth_on: date | None, on: date) -> tuple[int, Phrase | None]:
    """The age on a day, and in words; nothing said when the birth is not known."""
    years = age(birth_on, on) if birth_on else 0
    return years, said("condition_years", years=years) if birth_on else None


def _age_from(rule: Value, birth_on: date | None, on: date) -> Condition:
    years, told = _years(birth_on, on)
    needed = said("condition_years_on", compared=">=", years=rule.value, on=on)
    return by_law(rule, "age_from", "birth_on", told, needed, years >= rule.value, problem="age_under_limit")


def _age_below(rule: Value, birth_on: date | None, on: date, code: str = "age_below", about: str = "") -> Condition:
    years, told = _years(birth_on, on)
    needed = said("condition_years_on", compared="<", years=rule.value, on=on)
    return by_law(rule, code, "birth_on", told, needed, years < rule.value, problem="age_over_limit", about=about)


def _told(given: bool | None, yes: str, no: str) -> Phrase | None:
    return None if given is None else said(yes if given else no)


def _work(work: Value, wages: Value, applicant: Applicant) -> list[Condition]:
    """That the person works, and not for wages, as far as the law asks it. Source: PP 49/2023 Pasal 5 ayat 3."""
    works = _told(applicant.works, "condition_works", "condition_works_not")
    wage_earner = _told(applicant.wage_earner, "condition_wage_earner", "condition_wage_earner_not")
    found = []
    if work.value:
        found.append(by_law(work, "works", "works", works, said("condition_yes"), bool(applicant.works)))
    if not wages.value:
        holds, needed = not applicant.wage_earner, said("condition_no")
        found.append(by_law(wages, "not_wage_earner", "wage_earner", wage_earner, needed, holds))
    return found


def _programme(limits: Limits, applicant: Applicant) -> list[Condition]:
    """What the programme asks on top of the law; nothing where it asks nothing."""
    found, most, codes = [], limits.decile_at_most, limits.occupations
    if most is not None:
        decile = applicant.decile
        told = None if decile is None else said("condition_decile", decile=decile)
        fits = decile is not None and decile <= most
        found.append(by_programme(limits.source, "decile", told, same(f"<= {most}"), fits, "not_eligible_decile"))
    if codes:
        told = None if applicant.occupation is None else same(applicant.occupation)
        among, fits = said("condition_among", codes=", ".join(codes)), applicant.occupation in codes
        problem = "not_eligible_occupation"
        found.append(by_programme(limits.source, "occupation", told, among, fits, problem))
    return found


def _check(law: Law, on: date, applicant: Applicant, limits: Limits, new_terms: Sequence[Month]) -> None:
    """Raises Refused for what is no answer to the question: a birth after the day, a code or a decile that does not exist."""
    if applicant.birth_on and applicant.birth_on > on:
        raise Refused("birth_after_the_day", field="birth_on", birth_on=applicant.birth_on, on=on)
    known = [row["code"] for row in law.on("occupation/informal", on).value]
    named = [("occupation", applicant.occupation), *(("occupations", code) for code in limits.occupations)]
    for field, code in named:
        if code is not None and code not in known:
            # No code has digits; somebody's number, typed into the wrong field, is not said again.
            given = "-" if any(sign.isdigit() for sign in code) else code[:40]
            raise Refused("field_invalid", field=field, given=given, allowed=", ".join(known))
    for field, decile in (("decile", applicant.decile), ("decile_at_most", limits.decile_at_most)):
        if decile is not None:
            asked.whole(field, decile, least=1, most=DECILES)
    for month in new_terms:
        asked.day("new_term", month.first_day, least=Month.of(on).plus(1).first_day)


def registration(
    law: Law, on: date, applicant: Applicant, *, limits: Limits = NO_LIMITS, new_terms: Sequence[Month] = ()
) -> Registration:
    """Whether a person may register on a day, condition by condition: the NIK, the age on the day and again when each new term
    begins, work, no wages, and the programme's own rules.

    Raises Refused for a birth after the day, an unknown occupation, a decile outside 1 to 10, a new term that has begun;
    LawUnknown for a day before the evidence. Source: PP 49/2023 Pasal 5 ayat 3 and the files of law/eligibility.
    """
    below, least = age_limits(law, asked.day("on", on))
    _check(law, on, applicant, limits, new_terms)
    digits, work, wages = (law.on(f"eligibility/{name}", on) for name in ("nik_digits", "must_work", "wage_earner"))
    born = applicant.birth_on
    again = {month: age_limits(law, month.first_day)[0] for month in sorted(set(new_terms))}
    items = (
        *nik_conditions(digits, applicant.nik),
        _age_from(least, born, on),
        _age_below(below, born, on),
        *(_age_below(rule, born, m.first_day, "age_below_new_term", str(m)) for m, rule in again.items()),
        *_work(work, wages, applicant),
        *_programme(limits, applicant),
    )
    last = years_after(born, below.value) - timedelta(days=1) if born else None
    return Registration(items, (digits, least, below, *again.values(), work, wages), last)
