"""The answer of the calculator of registration. A NIK is not asked for: what is asked stands in the address."""

from __future__ import annotations

from typing import Any

from payung.rules.law import Law
from payung.rules.limits import Limits
from payung.rules.registration import Applicant, registration
from payung.rules.registration_told import sentence
from payung.web.components.tags import language

_SAID = {"yes": True, "no": False}


def eligibility(book: Law, asked: dict[str, Any]) -> dict[str, Any]:
    """Whether one person may register, condition by condition, and the whole as a sentence."""
    applicant = Applicant(
        None, asked["birth_on"], _SAID.get(asked["works"]), _SAID.get(asked["wage_earner"]), asked["occupation"],
        asked["decile"],
    )  # fmt: skip
    limits = Limits(asked["decile_at_most"], asked["occupations"])
    terms = [asked["new_term"]] if asked["new_term"] else []
    found = registration(book, asked["on"], applicant, limits=limits, new_terms=terms)
    return {
        "answer": None, "registration": found, "sentence": sentence(found, language()), "rests_on": found.rests_on,
    }  # fmt: skip
