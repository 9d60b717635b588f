"""The worker of an accident dies before it is paid: the hospital keeps its part, the heirs of the death receive the rest."""

from datetime import date

from payung.claims.actions.assess import assess
from payung.claims.actions.complete import complete
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
from payung.claims.models import Claim, Payout
from payung.claims.queries import last_assessment
from payung.funding.models import LineBalance
from payung.people.actions.note_death import note_death
from payung.rules.law import law
from tests.claims.accidents import (
    TODAY,
    computed,
    died,
    guaranteed,
    hurt,
    shares,
    spent,
    stated,
    unable,
    with_accident_papers,
)
from tests.claims.cases import AT, ON, decided, reported, with_spouse
from tests.claims.test_clock import code_of
from tests.claims.test_model_case import paid


def treated(worker):
    """17,000,000 by letter to the hospital; a month without work of 1,000,000 and 500,000 of transport to the worker."""
    claim = hurt(worker)
    spent(claim, "treatment", 17_000_000, letter=guaranteed(claim).number)
    spent(claim, "transport_land", 500_000)
    unable(claim, 1)
    return claim


def ready(claim):
    with_accident_papers(claim)
    complete(law=law(), number=claim.number, on=TODAY)
    return {"law": law(), "number": claim.number, "by": "petugas", "at": AT}


def test_what_is_owed_to_the_worker_goes_to_the_heirs_of_the_death(worker_):
    claim = treated(worker_)
    death = died(claim).claim
    with_spouse(death)
    child = name_heir(
        law=law(), number=death.number, named=Named("child", "ANI", date(2005, 3, 4)), by="o", on=ON, at=AT
    )
    enter_heir_account(heir_id=child.pk, bank="BRI", number="1234567891", holder_name="ANI")
    made = assess(**ready(claim))
    assert shares(made) == [
        ("hospital", "treatment", "RSUD Bayu Asih", 17_000_000),
        ("heir", "benefit", "BUDI SANTOSO", 750_000), ("heir", "benefit", "ANI", 750_000),
    ]  # fmt: skip
    decided(claim)
    paid(claim)
    assert Claim.objects.get(pk=claim.pk).state == "paid"
    assert LineBalance.objects.get(line=claim.line).given_idr == 18_500_000


def test_while_the_death_has_no_claim_or_no_heirs_nothing_is_computed_for_the_dead(worker_):
    claim = treated(worker_)
    stated(claim, "recovered")
    note_death(person=worker_.pk, died_on=ON, on=ON)
    asked = ready(claim)
    assert code_of(assess, **asked) == "death_claim_missing"
    death = reported(worker_, died_on=ON).claim
    assert code_of(assess, **asked) == "heirs_of_worker_missing"
    with_spouse(death)
    assert shares(assess(**asked))[1:] == [("heir", "benefit", "BUDI SANTOSO", 1_500_000)]


def test_hospitals_alone_wait_for_no_heirs(worker_):
    claim = hurt(worker_)
    spent(claim, "treatment", 17_000_000, letter=guaranteed(claim).number)
    died(claim)
    assert shares(computed(claim)) == [("hospital", "treatment", "RSUD Bayu Asih", 17_000_000)]


def test_a_worker_who_dies_before_the_approval_is_not_paid_and_it_is_computed_anew(worker_):
    claim = treated(worker_)
    stated(claim, "recovered")
    computed(claim, "transport-receipt")
    death = reported(worker_, died_on=ON).claim
    assert code_of(decided, claim=claim) == "worker_died_since"
    decided(claim, "returned", reason="pekerja meninggal")
    with_spouse(death)
    assert shares(assess(law=law(), number=claim.number, by="petugas", at=AT))[1][0] == "heir"
    # Another family of the death is another sharing of the accident.
    name_heir(law=law(), number=death.number, named=Named("child", "ANI", date(2005, 3, 4)), by="o", on=ON, at=AT)
    assert Claim.objects.get(pk=claim.pk).state == "reported"
    assert last_assessment(claim).total_idr == 18_500_000 and not Payout.objects.exists()
