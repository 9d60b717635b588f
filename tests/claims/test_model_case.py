"""From a death note to the money in the heir's hands: Tanjungsari, covered since January 2025, Rp 42,000,000."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.claims.actions.assess import assess
from payung.claims.actions.complete import complete
from payung.claims.actions.name_heir import Named, name_heir
from payung.claims.actions.pay import Told, send, take_result, try_again
from payung.claims.models import Claim, Payout
from payung.claims.queries import find_workers, last_assessment, payouts, signals_of, steps
from payung.funding.models import LineBalance
from payung.funding.queries import miscarried
from payung.membership.models import CoverMonth, Enrolment
from payung.people.models import Person
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import (
    AT,
    DIED_ON,
    ON,
    VILLAGE,
    assessed,
    covered_since,
    covered_since_january,
    decided,
    papers_of_more_heirs,
    reported,
    with_accounts,
    with_papers,
    with_spouse,
)
from tests.lists import nik


def refused(act, *given, **more):
    with pytest.raises(Refused) as told:
        act(*given, **more)
    return told.value.code


def paid(claim, on=ON):
    with_accounts(claim)
    send(payouts=[each.pk for each in payouts(claim)], digest="f" * 8)
    return take_result(law=law(), told=[Told(each.pk, on) for each in payouts(claim) if each.state == "sent"], on=on)


def test_the_heirs_of_the_model_case_receive_forty_two_million(office):
    claim = assessed(covered_since_january(office))
    computed = last_assessment(claim)
    assert computed.total_idr == 42_000_000
    assert [item["amount_idr"] for item in computed.answer["items"]] == [20_000_000, 12_000_000, 10_000_000]
    assert [(share["name"], share["amount_idr"]) for share in computed.shares] == [("BUDI SANTOSO", 42_000_000)]
    assert computed.law_digest == law().digest
    decided(claim)
    assert paid(claim) == (1, 0, 0)
    claim.refresh_from_db()
    assert claim.state == "paid" and [step.to_state for step in steps(claim)] == [
        "reported", "complete", "assessed", "approved", "paid"]  # fmt: skip
    balance = LineBalance.objects.get(line=claim.line)
    assert (balance.awarded_idr, balance.due_idr, balance.given_idr) == (42_000_000, 0, 42_000_000)
    assert miscarried() == []


def test_a_death_stops_cover_from_the_next_month_on_and_frees_the_place(office):
    person = covered_since_january(office)
    reported(person)
    assert CoverMonth.objects.filter(person=person).count() == 11
    assert Enrolment.objects.get(person=person).state == "ended"
    person.refresh_from_db()
    assert person.died_on == DIED_ON


def test_whoever_was_covered_for_two_months_leaves_the_burial_alone(office):
    claim = assessed(covered_since(office, "2025-11", 2))
    assert last_assessment(claim).total_idr == 10_000_000


def test_a_death_at_work_gives_seventy_million_from_the_first_month(office):
    claim = reported(covered_since(office, "2025-11", 2), cause="work").claim
    with_spouse(claim)
    with_papers(claim)
    assert refused(complete, law=law(), number=claim.number, on=ON) == "papers_missing"
    with_papers(claim, ("card", "id-worker", "id-heir", "death-certificate", "family-card", "heir-statement", "marriage-book",
                        "bank-book", "tax-number", "doctor"))  # fmt: skip
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    assert last_assessment(claim).total_idr == 70_000_000


def test_the_same_death_told_twice_is_one_claim(office):
    person = covered_since_january(office)
    first = reported(person)
    second = reported(person, teller="heir", teller_name="Budi", died_on=date(2025, 11, 23))
    assert not first.joined and second.joined and second.claim == first.claim
    assert Claim.objects.count() == 1 and second.claim.claimreport_set.count() == 2


def test_somebody_not_covered_is_told_why_and_nothing_can_be_approved(office):
    person = covered_since(office, "2025-11", 2)
    claim = reported(person, died_on=date(2025, 10, 30)).claim
    assert claim.line is None
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    assert last_assessment(claim).total_idr == 0
    assert refused(decided, claim) == "nothing_to_approve"
    decided(claim, "refused", reason="Belum terlindungi pada 30 Oktober 2025.")
    assert Claim.objects.get().state == "refused" and not Payout.objects.exists()


@pytest.mark.parametrize(
    ("died_on", "code"), [(date(2025, 11, 26), "day_to_come"), (date(1980, 5, 16), "died_before_birth")]
)
def test_an_impossible_day_opens_nothing(office, died_on, code):
    person = covered_since_january(office)
    assert refused(reported, person, died_on=died_on) == code
    assert not Claim.objects.exists() and CoverMonth.objects.filter(person=person).count() == 12


def test_whoever_assessed_does_not_approve(office):
    claim = assessed(covered_since_january(office))
    assert refused(decided, claim, by="petugas") == "decided_by_who_assessed"


def test_a_change_of_the_family_makes_what_was_computed_void(office):
    claim = assessed(covered_since_january(office))
    child = Named("child", "ANI", date(2005, 3, 4))
    name_heir(law=law(), number=claim.number, named=child, by="operator", on=ON, at=AT)
    assert Claim.objects.get().state == "reported" and refused(decided, claim) == "claim_is_not_assessed"
    papers_of_more_heirs(claim)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    assert [share["amount_idr"] for share in last_assessment(claim).shares] == [21_000_000, 21_000_000]


def test_a_minor_needs_a_guardian(office):
    claim = reported(covered_since_january(office)).claim
    child = Named("child", "ANI", date(2015, 3, 4))
    assert refused(name_heir, law=law(), number=claim.number, named=child, by="o", on=ON, at=AT) == "guardian_missing"


def test_a_payment_that_comes_back_is_tried_again_and_paid_once(office):
    claim = assessed(covered_since_january(office))
    decided(claim)
    (made,) = payouts(claim)
    assert send(payouts=[made.pk], digest="a" * 64) == 1 and send(payouts=[made.pk], digest="b" * 64) == 0
    assert take_result(law=law(), told=[Told(made.pk, None, "rekening ditutup")], on=ON) == (0, 1, 0)
    try_again(payout_id=made.pk)
    send(payouts=[made.pk], digest="c" * 64)
    assert take_result(law=law(), told=[Told(made.pk, ON)], on=ON) == (1, 0, 0)
    assert take_result(law=law(), told=[Told(made.pk, ON)], on=ON) == (0, 0, 1)
    assert LineBalance.objects.get(line=claim.line).given_idr == 42_000_000


def test_late_payment_adds_one_percent_a_day_by_itself(office):
    claim = assessed(covered_since_january(office))
    decided(claim)
    claim.refresh_from_db()
    assert claim.due_on == date(2025, 11, 28)
    paid(claim, on=date(2025, 12, 1))
    late = Payout.objects.get(what="late")
    assert (late.amount_idr, late.payee_name) == (1_260_000, "BUDI SANTOSO")
    assert Claim.objects.get().state == "approved"
    paid(claim, on=date(2025, 12, 2))
    assert Claim.objects.get().state == "paid" and Payout.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "paid"}, "claim_takes_known_steps"),
        ({"person_id": 999}, "claim_stays_of_its_worker"),
    ],
)
def test_the_database_holds_the_steps(office, change, constraint):
    claim = reported(covered_since_january(office)).claim
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**change)
    assert constraint in str(error.value.__cause__.diag.constraint_name)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"name": "SITTI AMINA"}, True), ({"name": "Aminah"}, True), ({"nik": nik(1)[:-1] + "9"}, True),
        ({"nik": nik(1)[:5] + "88" + nik(1)[7:]}, True), ({"name": "JOKO"}, False), ({}, False),
    ],
)  # fmt: skip
def test_a_worker_is_found_though_name_or_nik_is_mistyped(office, said, found):
    person = covered_since_january(office)
    assert [each.id for each in find_workers(village=VILLAGE, **said)] == ([person.pk] if found else [])
    assert Person.objects.count() == 1


@pytest.mark.parametrize(("since", "signals"), [("2025-01", []), ("2025-11", [("enrolled-just-before", 3)])])
def test_who_came_on_a_list_just_before_the_death_is_a_signal_and_an_older_member_is_not(office, since, signals):
    person = covered_since_january(office) if since == "2025-01" else covered_since(office, since, 2)
    claim = assessed(person)
    assert [(each["code"], each["number"]) for each in last_assessment(claim).signals] == signals


def test_who_came_on_a_list_after_the_death_is_a_signal(office):
    claim = reported(covered_since(office, "2025-11", 2), died_on=date(2025, 11, 18)).claim
    assert {"code": "enrolled-after-death", "number": 3} in signals_of([claim.pk])[claim.pk]


def test_the_day_an_older_member_was_taken_over_is_none_and_whoever_is_added_after_it_is(office):
    first = covered_since_january(office)
    first_claim = reported(first, died_on=date(2025, 11, 18)).claim
    assert signals_of([first_claim.pk]) == {}
    later = office.folder / "lagi.csv"
    row = f"{nik(2)},DEWI LARAS,17-05-1981,{VILLAGE},01/01/2025"
    later.write_text(f"NIK,Nama,Tanggal Lahir,Kode Desa,Mulai Kepesertaan\n{row}\n", "utf-8")
    office.send_file(later, "lama", on=date(2025, 11, 24))
    added = reported(Person.objects.get(nik=nik(2)), died_on=date(2025, 11, 18)).claim
    assert {"code": "enrolled-after-death", "number": 6} in signals_of([added.pk])[added.pk]
