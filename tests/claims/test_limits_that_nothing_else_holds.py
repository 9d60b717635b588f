"""Refusals and counts that no other test would miss: each of these goes red when its line of the code is taken out."""

from datetime import date

import pytest

from payung.claims.actions.assess import assess
from payung.claims.actions.complete import complete, hold
from payung.claims.actions.enter_cost import enter_inability
from payung.claims.actions.name_heir import Named, name_heir, remove_heir
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Assessment, Claim, InabilityMonth, Payout
from payung.claims.queries.work import waiting
from payung.insight.follow import followed
from payung.rules.law import law
from payung.units.month import Month
from payung.units.region import Area
from tests.claims.accidents import DEATH_AT_WORK, TOLD_AT, hurt, paper, unable
from tests.claims.cases import (
    AT,
    DEATH_PAPERS,
    ON,
    assessed,
    covered_since_january,
    decided,
    reported,
    with_papers,
    with_spouse,
)
from tests.claims.schooling import ANI, child, covered_from, freed, proven
from tests.claims.test_clock import code_of
from tests.claims.test_model_case import paid


@pytest.mark.parametrize(
    ("month", "ok"), [("2025-10", False), ("2025-11", True), ("2026-01", True), ("2026-02", False)]
)
def test_a_month_without_work_lies_between_the_accident_and_today(worker_, month, ok):
    claim = hurt(worker_)
    given = {"number": claim.number, "month": Month.parse(month), "document_id": paper(claim, "doctor"), "by": "petugas",
             "on": date(2026, 1, 2), "at": TOLD_AT}  # fmt: skip
    if ok:
        assert enter_inability(**given).month == Month.parse(month).first_day
    else:
        assert code_of(enter_inability, **given) == "inability_month_impossible" and not InabilityMonth.objects.exists()


def test_a_month_without_work_is_counted_once(worker_):
    claim = hurt(worker_)
    unable(claim, 1)
    assert code_of(unable, claim=claim, months=1) == "inability_month_is_counted_once"


def test_nothing_is_computed_while_a_claim_is_held(office):
    claim = reported(covered_since_january(office)).claim
    with_spouse(claim)
    with_papers(claim)
    complete(law=law(), number=claim.number, on=ON)
    hold(number=claim.number, why="ahli waris berselisih")
    assert code_of(assess, law=law(), number=claim.number, by="petugas", at=AT) == "claim_is_held"
    assert not Assessment.objects.exists()


def test_what_was_paid_cannot_be_held(office):
    claim = assessed(covered_since_january(office))
    decided(claim)
    paid(claim)
    assert code_of(hold, number=claim.number, why="ahli waris berselisih") == "claim_is_paid"
    assert Claim.objects.get().held_why == ""


def test_no_year_of_school_is_approved_while_the_claim_is_held(office):
    claim = reported(covered_from(office, "01/12/2022"), cause="work").claim
    with_spouse(claim)
    ani = child(claim, "ANI", ANI, "sd", 6)
    for kind in (*DEATH_AT_WORK, "guardian", "id-heir", "bank-book"):  # of the spouse and of the child's guardian
        paper(claim, kind)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    year = ani.scholarshipyear_set.order_by("due_on").first()
    proven(year)
    hold(number=claim.number, why="ahli waris berselisih")
    assert code_of(freed, year=year) == "claim_is_held"
    assert not Payout.objects.filter(what="scholarship").exists()


def test_a_held_claim_waits_for_nobody_s_eyes_and_whoever_computed_it_has_none(office):
    claim = assessed(covered_since_january(office))

    def for_eyes(by):
        return waiting(Area(""), on=ON, by=by).for_my_eyes

    assert (for_eyes("penyetuju"), for_eyes("petugas")) == (1, 0)
    hold(number=claim.number, why="ahli waris berselisih")
    assert for_eyes("penyetuju") == 0


@pytest.mark.parametrize(("on", "overdue"), [(date(2025, 11, 27), 0), (date(2025, 11, 28), 0), (date(2025, 11, 29), 1)])
def test_a_claim_is_overdue_the_day_after_its_last_day_to_pay(office, on, overdue):
    assert assessed(covered_since_january(office)).due_on == date(2025, 11, 28)
    assert waiting(Area(""), on=on, by="x").overdue == overdue


def test_nothing_is_computed_for_a_family_of_nobody(office):
    claim = reported(covered_since_january(office)).claim
    with_papers(claim, DEATH_PAPERS)
    assert code_of(assess, law=law(), number=claim.number, by="petugas", at=AT) == "heirs_missing"
    heir = with_spouse(claim)
    remove_heir(number=claim.number, heir_id=heir, why="bukan istri")
    assert code_of(complete, law=law(), number=claim.number, on=ON) == "heirs_missing"


def test_nothing_is_sent_to_an_heir_without_an_account(office):
    claim = reported(covered_since_january(office)).claim
    named = Named("spouse", "BUDI SANTOSO", date(1979, 1, 2))
    name_heir(law=law(), number=claim.number, named=named, by="operator", on=ON, at=AT)
    with_papers(claim)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    (made,) = Payout.objects.all()
    assert code_of(send, payouts=[made.pk], digest="a" * 64) == "account_missing"
    made.refresh_from_db()
    assert made.state == "due"


def test_the_bank_says_nothing_of_what_was_not_sent(office):
    claim = assessed(covered_since_january(office))
    decided(claim)
    (made,) = Payout.objects.all()
    assert code_of(take_result, law=law(), told=[Told(made.pk, ON)], on=ON) == "payout_not_sent"
    made.refresh_from_db()
    assert made.state == "due"


@pytest.mark.parametrize(("state", "held"), [("assessed", True), ("paid", False), ("refused", False)])
def test_a_family_is_told_that_its_claim_is_held_only_while_it_goes_on(office, state, held):
    claim = assessed(covered_since_january(office))
    if state == "refused":
        decided(claim, "refused", reason="bukan ahli waris")
    if state == "paid":
        decided(claim)
        paid(claim)
    Claim.objects.update(held_why="ahli waris berselisih")
    told = followed(law(), number=claim.number, birth_on=date(1979, 1, 2))
    assert (told.state, told.held) == (state, held)
