"""A worker dies of an accident, or was thought to: which claim gives what, each worked by hand (base income 1,000,000)."""

from datetime import date, datetime

from payung.claims.actions.assess import assess
from payung.claims.actions.complete import complete
from payung.claims.actions.convert_to_death import Died, convert_to_death
from payung.claims.models import Claim
from payung.claims.queries.accident import (
    death_after,
)
from payung.funding.models import LineBalance
from payung.rules.law import law
from tests.claims.accidents import (
    DEATH_AT_WORK,
    computed,
    concluded,
    died,
    guaranteed,
    hurt,
    paper,
    shares,
    spent,
    stated,
)
from tests.claims.cases import AT, ON, decided, reported, with_spouse
from tests.claims.test_model_case import paid, refused


def test_an_accident_with_treatment_becomes_a_death_at_work_of_seventy_million(worker_):
    accident = hurt(worker_)
    letter = guaranteed(accident)
    spent(accident, "treatment", 30_000_000, letter=letter.number)
    death = died(accident).claim
    assert (death.kind, death.cause, death.follows, death.line) == ("death", "work", accident, accident.line)
    assert death_after(accident) == death
    # Treatment stays with the accident; 60 % x 80 x 1,000,000 + 12,000,000 + 10,000,000 are the death's.
    assert shares(computed(accident)) == [("hospital", "treatment", "RSUD Bayu Asih", 30_000_000)]
    with_spouse(death)
    for kind in DEATH_AT_WORK:
        paper(death, kind)
    complete(law=law(), number=death.number, on=ON)
    assert assess(law=law(), number=death.number, by="petugas", at=AT).total_idr == 70_000_000
    for claim in (accident, death):
        decided(claim)
        paid(claim)
    assert {claim.state for claim in Claim.objects.all()} == {"paid"}
    assert LineBalance.objects.get(line=accident.line).given_idr == 100_000_000


def test_a_death_that_the_village_had_told_before_is_tied_to_the_accident(worker_):
    accident = hurt(worker_)
    told = reported(worker_, died_on=ON).claim
    tied = died(accident)
    assert tied.joined and tied.claim == told and tied.claim.cause == "work" and tied.claim.follows == accident


def test_a_death_after_cover_had_ended_counts_on_the_day_of_the_accident(worker_):
    accident = hurt(worker_)
    later = datetime(2026, 3, 2, 9, 0).astimezone()
    death = convert_to_death(
        law=law(), number=accident.number, by="petugas", on=later.date(), at=later,
        died=Died(date(2026, 3, 1), "dr. Ratna", later, "heir", "Budi"),
    ).claim  # fmt: skip
    with_spouse(death)
    for kind in DEATH_AT_WORK:
        paper(death, kind)
    assert assess(law=law(), number=death.number, by="petugas", at=later).total_idr == 70_000_000


def test_a_death_after_an_approved_total_loss_is_not_paid_on_top(worker_):
    claim = hurt(worker_)
    stated(claim, "total")
    computed(claim, "tax-number")
    decided(claim)
    assert refused(died, claim) == "accident_paid_as_total"


def test_a_death_tied_to_what_was_no_accident_is_a_death_of_any_cause_again(worker_):
    claim = hurt(worker_, suspected=True)
    death = died(claim).claim
    concluded(claim, "none")
    death.refresh_from_db()
    assert (death.follows, death.cause, death.line) == (None, "natural", claim.line)
