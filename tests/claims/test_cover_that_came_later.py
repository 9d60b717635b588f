"""The payer of a claim is whoever covers that day, also where the cover was written after the report; an approval fixes it."""

from datetime import date

import pytest

from payung.claims.actions.assess import assess
from payung.claims.actions.assess_many import assess_many
from payung.claims.actions.complete import complete
from payung.claims.models import Claim
from payung.claims.queries import last_assessment
from payung.claims.queries.entitled import cover_of
from payung.funding.models import FundingLine
from payung.rules.law import law
from tests.claims.accidents import DEATH_AT_WORK, computed, guaranteed, hurt, shares, spent, stated, unable
from tests.claims.cases import AT, ON, covered_since, decided, reported, with_papers, with_spouse
from tests.lists import line, worker


def not_covered_yet(office):
    """A worker whom a line pays for from December on."""
    return covered_since(office, "2025-12", 2)


def placed_for_november(office):
    """Two days after it happened a second line takes the same worker for November."""
    office.load(line("utama", 5, first_month="2025-12"), line("kedua", 5, first_month="2025-11", months=1))
    office.send([worker(1)], "kedua", on=date(2025, 11, 26))


def test_an_accident_told_before_the_cover_came_is_counted_from_the_income_of_that_cover(office):
    claim = hurt(not_covered_yet(office))
    assert claim.line is None
    placed_for_november(office)
    letter = guaranteed(claim)  # whoever is covered now is guaranteed now
    spent(claim, "treatment", 5_000_000, letter=letter.number)
    unable(claim, 1)
    stated(claim, "recovered")
    made = computed(claim)
    assert shares(made)[1][3] == 1_000_000  # a month of the base income of the programme
    assert Claim.objects.get().line.code == "kedua"
    decided(claim)
    assert Claim.objects.get().state == "approved"


@pytest.mark.parametrize("how", ["one", "many"])
def test_a_death_whose_report_knew_of_no_cover_gives_what_the_cover_of_its_day_gives(office, how):
    claim = reported(covered_since(office, "2025-11", 2), cause="work").claim
    with_spouse(claim)
    with_papers(claim, DEATH_AT_WORK)
    complete(law=law(), number=claim.number, on=ON)
    Claim.objects.update(line=None)  # as if it had been reported before
    if how == "many":
        assert assess_many(law=law(), by="petugas", at=AT) == 1
    else:
        assess(law=law(), number=claim.number, by="petugas", at=AT)
    assert last_assessment(claim).total_idr == 70_000_000
    assert Claim.objects.get().line.code == "utama"
    decided(claim)


def test_a_claim_goes_with_the_cover_until_it_is_approved_and_then_stays_with_its_payer(office):
    claim = hurt(not_covered_yet(office))
    placed_for_november(office)
    other = FundingLine.objects.get(code="utama")
    for state, line_of_state in {"assessed": "kedua", "refused": "kedua", "approved": "utama", "paid": "utama"}.items():
        claim.state, claim.line = state, other
        assert cover_of(claim).line.code == line_of_state
