"""What of a claim was corrected, whether it was withdrawn, and what its withdrawal left open, as its page says it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from payung.access.queries import may
from payung.claims.queries import corrections, withdrawal
from payung.membership.actions.take_back_end import months_to_come_back
from payung.membership.queries import ended_by_death
from payung.units.refusal import Refused
from payung.web.claims.words import FACTS, happened, word
from payung.web.components.tags import day as day_in_words
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.claims.models import Claim, ClaimCorrection
    from payung.membership.models import Enrolment
    from payung.web.access.signed_in import SignedIn

Facts = dict[str, Any]


def _said(claim: Claim, what: str, value: str) -> str:
    """What stood or stands, in words."""
    if what == "day" and value:
        return day_in_words(date.fromisoformat(value))
    return happened(claim.kind, value) if what == "cause" else value or "-"


def _row(claim: Claim, each: ClaimCorrection) -> Facts:
    old, new = (_said(claim, each.what, value) for value in (each.old, each.new))
    return {"correction": each, "fact": word(FACTS, each.what), "old": old, "new": new}


def _may_come_back(each: Enrolment) -> bool:
    try:
        return months_to_come_back(each, day_of_judgement()) is not None
    except Refused:
        return False


def _not_back(claim: Claim) -> list[Enrolment]:
    """What a death ended that was told by mistake, and has not come back though its line still pays."""
    if claim.state != "withdrawn" or claim.kind != "death" or claim.person.died_on:
        return []
    return [each for each in ended_by_death(claim.person_id) if _may_come_back(each)]


def mend_facts(request: SignedIn, claim: Claim) -> Facts:
    """What its page shows of what was mended, and the choices of the forms."""
    rows = [_row(claim, each) for each in corrections(claim)]
    return {
        "corrections": rows, "withdrawal": withdrawal(claim), "not_back": _not_back(claim),
        "may_end": may(request.acting, "report-ends"),
        "causes": [(code, happened("death", code)) for code in ("natural", "work")],
    }  # fmt: skip
