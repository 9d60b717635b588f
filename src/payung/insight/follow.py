"""Where is my claim? For an heir or a hurt worker without an account: its state and what is missing, and nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from payung.access.queries import seeing
from payung.claims import queries as claims
from payung.claims.actions.assess import compute, missing_papers
from payung.claims.queries.entitled import cover_of
from payung.claims.queries.work import OVER
from payung.rules.law import Law, LawUnknown
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.claims.models import Claim


@dataclass(frozen=True, slots=True)
class Followed:
    """The state of a claim as its family is told it: whether it is the asker's own (a hurt worker's), held or not, covered or
    not, the last day to pay, the papers missing, and whether money waits for an account that it can go to."""

    state: str
    own: bool
    held: bool
    covered: bool
    due_on: date | None
    missing: tuple[str, ...]
    wants_account: bool


def _total_idr(law: Law, claim: Claim) -> int:
    try:
        return compute(law, claim, claims.heirs_of(claim)).total_idr if claim.kind == "death" else 0
    except LawUnknown:
        return 0


def _missing(law: Law, claim: Claim, *, covered: bool) -> tuple[str, ...]:
    if claim.state != "reported" or not covered:
        return ()
    papers = missing_papers(law, claim, claims.heirs_of(claim), _total_idr(law, claim))
    return tuple(paper.document for paper in papers)


def _wants_account(claim: Claim) -> bool:
    """Whether a sum came back, or has no account to go to. A hospital's is no matter of the family."""
    waiting = [each for each in claims.payouts(claim) if each.payee != "hospital" and each.state in ("due", "failed")]
    known = claims.payees(waiting)
    return any(each.state == "failed" or each.pk not in known for each in waiting)


def _told(law: Law, number: str) -> Followed | None:
    found = claims.claim(number)
    if found is None:
        return None
    covered = cover_of(found) is not None
    return Followed(
        found.state, own=found.kind == "accident" and found.person.died_on is None,
        held=bool(found.held_why) and found.state not in OVER, covered=covered, due_on=found.due_on,
        missing=_missing(law, found, covered=covered), wants_account=_wants_account(found),
    )  # fmt: skip


def followed(law: Law, *, number: str, birth_on: date) -> Followed | None:
    """The state of the claim with this number, for whoever knows the birth day of one of its heirs, or after an accident that
    of the worker who was hurt; None for anybody else, whatever of the two was wrong."""
    with connection.cursor() as db:
        db.execute("SELECT claim_followed(%s, %s)", [number, birth_on])
        village = db.fetchone()[0]
    if village is None:
        return None
    with seeing(Area(village), by="lacak"):
        return _told(law, number)
