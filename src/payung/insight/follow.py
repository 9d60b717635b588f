"""Where is my claim? For an heir without an account: its state and what is missing, and nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection

from payung.access.queries import seeing
from payung.claims import queries as claims
from payung.claims.actions.assess import compute, missing_papers
from payung.claims.queries.work import OVER
from payung.rules.law import Law, LawUnknown
from payung.units.region import Area

if TYPE_CHECKING:
    from payung.claims.models import Claim


@dataclass(frozen=True, slots=True)
class Followed:
    """The state of a claim as its family is told it: held or not, the last day to pay, the papers missing, heirs named or not."""

    state: str
    held: bool
    due_on: date | None
    missing: tuple[str, ...]


def _total_idr(law: Law, claim: Claim) -> int:
    try:
        return compute(law, claim, claims.heirs_of(claim)).total_idr if claim.kind == "death" else 0
    except LawUnknown:
        return 0


def _told(law: Law, number: str) -> Followed | None:
    found = claims.claim(number)
    if found is None:
        return None
    missing = (
        missing_papers(law, found, claims.heirs_of(found), _total_idr(law, found)) if found.state == "reported" else []
    )
    held = bool(found.held_why) and found.state not in OVER
    return Followed(found.state, held, found.due_on, tuple(paper.document for paper in missing))


def followed(law: Law, *, number: str, birth_on: date) -> Followed | None:
    """The state of the claim with this number, for whoever knows the birth day of one of its heirs; None for anybody else,
    whatever of the two was wrong."""
    with connection.cursor() as db:
        db.execute("SELECT claim_followed(%s, %s)", [number, birth_on])
        village = db.fetchone()[0]
    if village is None:
        return None
    with seeing(Area(village), by="lacak"):
        return _told(law, number)
