"""Plan the scholarships of a claim: every school year of every child to its end, written when the claim is approved."""

from __future__ import annotations

from payung.claims.models import Claim, ScholarshipChild, ScholarshipYear
from payung.claims.queries.entitled import child_of, gives_scholarships
from payung.rules.law import Law
from payung.rules.scholarship import SchoolYear


def write_year(child: ScholarshipChild, year: SchoolYear) -> ScholarshipYear:
    """One year of a child's schedule, planned."""
    return ScholarshipYear.objects.create(
        claim_id=child.claim_id, child=child, person_id=child.person_id, village=child.village, due_on=year.due_on,
        level=year.level, year=year.year, amount_idr=year.amount_idr,
    )  # fmt: skip


def plan_scholarships(*, law: Law, claim: Claim) -> int:
    """Writes the whole schedule of an approved claim down and gives how many years it has; in the caller's transaction. Children
    who have one keep it; together no more children than the law allows.

    Source: PP 82/2019, Permenaker 1/2025 Pasal 103; a natural death only after the law's years of contributions.
    """
    children = list(
        ScholarshipChild.objects.select_related("heir").filter(claim=claim, heir__removed_why="").order_by("number")
    )
    given = gives_scholarships(law, claim, [child_of(child) for child in children]) if children else None
    if given is None:
        return 0
    planned = set(ScholarshipYear.objects.filter(claim=claim).values_list("child_id", flat=True))
    room = law.on("scholarship/children_at_most", claim.happened_on).value - len(planned)
    waiting = [n for n in dict.fromkeys(year.child for year in given.schedule) if children[n - 1].pk not in planned]
    fresh = waiting[:room]
    return len([write_year(children[year.child - 1], year) for year in given.schedule if year.child in fresh])
