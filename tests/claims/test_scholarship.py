"""Scholarships over years, each worked by hand from the law: TK and SD 1.5, SMP 2, SMA 3, higher education 12 million a year."""

from datetime import date, timedelta

import pytest

from payung.claims.actions.name_child import Schooling, change_child, name_child
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
from payung.claims.actions.prove_schooling import bring_schooling, prove_schooling, refuse_schooling
from payung.claims.models import Payout, ScholarshipYear
from payung.claims.queries.scholarship import reminder, scholarships, totals, why_not, years_due
from payung.funding.queries import miscarried
from payung.membership.queries import cover_on
from payung.rules.law import law
from tests.claims.accidents import HURT_AT, TODAY, computed, hurt, picture_of, stated
from tests.claims.cases import AT, DIED_ON, ON, assessed, covered_since, decided, papers_of_more_heirs, reported
from tests.claims.schooling import ANI, BIMA, CITRA, approved, child, covered_from, freed, proven, settled, years
from tests.claims.test_model_case import refused


@pytest.fixture
def death_at_work(office):
    return reported(covered_since(office, "2025-11", 2), cause="work").claim


def test_two_children_are_planned_to_the_end_of_their_schooling_before_23(death_at_work):
    child(death_at_work, "ANI", ANI, "smp")
    child(death_at_work, "BIMA", BIMA, "sd", 3)
    assert ScholarshipYear.objects.count() == 0
    ani, bima = scholarships(approved(death_at_work))
    # Ani: 3 x 2 + 3 x 3 + 5 x 12; Bima: 4 x 1.5 + 3 x 2 + 3 x 3 + 5 x 12 million.
    assert (ani.to_come_idr, bima.to_come_idr) == (75_000_000, 81_000_000)
    assert (len(ani.years), len(bima.years)) == (11, 15)
    assert years(ani)[:4] == [(2025, "smp", 1, 2_000_000), (2026, "smp", 2, 2_000_000), (2027, "smp", 3, 2_000_000),
                              (2028, "sma", 1, 3_000_000)]  # fmt: skip
    assert years(bima)[-1] == (2039, "pt", 5, 12_000_000)
    assert totals(death_at_work) == (0, 156_000_000)


def test_a_scholarship_is_paid_year_by_year_to_its_end_each_once(death_at_work):
    child(death_at_work, "CITRA", CITRA, "pt", 2)
    child(death_at_work, "ANI", ANI, "smp")
    citra, ani = scholarships(approved(death_at_work))
    # 23 on 15 January 2027: due on 24 November 2025 and 2026, not 2027.
    assert years(citra) == [(2025, "pt", 2, 12_000_000), (2026, "pt", 3, 12_000_000)]
    made = [settled(year) for year in (*citra.years, *ani.years)]
    assert [(each.about, each.payee_name, each.amount_idr) for each in made[:3]] == [
        ("2025/1", "CITRA", 12_000_000), ("2026/1", "CITRA", 12_000_000), ("2025/2", "ANI", 2_000_000)]  # fmt: skip
    assert totals(death_at_work) == (99_000_000, 0) and miscarried() == []
    assert set(ScholarshipYear.objects.values_list("state", flat=True)) == {"paid"}
    assert sum(each.amount_idr for each in Payout.objects.filter(what="scholarship")) == 24_000_000 + 75_000_000


def test_of_three_children_the_eldest_two_receive(death_at_work):
    child(death_at_work, "BIMA", BIMA, "sd", 3)
    child(death_at_work, "ANI", ANI, "smp")
    child(death_at_work, "CITRA", CITRA, "pt", 2)
    bima, ani, citra = scholarships(approved(death_at_work))
    assert (bima.years, ani.to_come_idr, citra.to_come_idr) == ((), 75_000_000, 24_000_000)


def test_a_third_child_named_later_does_not_make_three(death_at_work):
    third = name_heir(
        law=law(),
        number=death_at_work.number,
        named=Named("child", "DODI", date(2010, 1, 1), "WALI"),
        by="o",
        on=ON,
        at=AT,
    )
    enter_heir_account(heir_id=third.pk, bank="BRI", number="12345678", holder_name="WALI")
    child(death_at_work, "ANI", ANI, "smp")
    child(death_at_work, "BIMA", BIMA, "sd", 3)
    papers_of_more_heirs(death_at_work)
    approved(death_at_work)
    name_child(
        law=law(), number=death_at_work.number, heir_id=third.pk, schooling=Schooling("sma"), by="petugas", at=AT
    )
    assert [len(each.years) for each in scholarships(death_at_work)] == [11, 15, 0]


def test_a_child_forgotten_at_the_approval_is_planned_when_it_is_named(death_at_work):
    heir = name_heir(
        law=law(), number=death_at_work.number, named=Named("child", "ANI", ANI, "WALI"), by="o", on=ON, at=AT
    )
    enter_heir_account(heir_id=heir.pk, bank="BRI", number="12345678", holder_name="WALI")
    approved(death_at_work)
    name_child(law=law(), number=death_at_work.number, heir_id=heir.pk, schooling=Schooling("smp"), by="petugas", at=AT)
    assert totals(death_at_work) == (0, 75_000_000)


def test_marriage_stops_what_was_not_paid_with_its_reason(death_at_work):
    ani = child(death_at_work, "ANI", ANI, "smp")
    first, second = scholarships(approved(death_at_work))[0].years[:2]
    settled(first)
    # Married on 1 June 2031: smp 1 was paid; smp 2, smp 3 and the years of sma until 2030 remain.
    assert change_child(law=law(), child_id=ani.pk, schooling=Schooling("smp", 2, married_on=date(2031, 6, 1))) == (
        5,
        5,
    )
    (told,) = scholarships(death_at_work)
    assert (told.paid_idr, told.to_come_idr) == (2_000_000, 2 * 2_000_000 + 3 * 3_000_000)
    assert {why_not(year) for year in told.years if year.state == "ended"} == {
        "Beasiswa berhenti karena anak sudah menikah."
    }
    assert refused(proven, told.years[-1]) == "year_is_not_open" and second.due_on == date(2026, 11, 24)


def test_a_marriage_noted_by_mistake_is_taken_back(death_at_work):
    ani = child(death_at_work, "ANI", ANI, "smp")
    approved(death_at_work)
    change_child(law=law(), child_id=ani.pk, schooling=Schooling("smp", 1, married_on=date(2025, 11, 1)))
    assert totals(death_at_work) == (0, 0)
    change_child(law=law(), child_id=ani.pk, schooling=Schooling("smp", 1))
    assert totals(death_at_work) == (0, 75_000_000)


@pytest.mark.parametrize(
    ("work", "months", "to_come"),
    [("wage", 6, 75_000_000), ("wage", 7, 0), ("bpu", 0, 75_000_000), ("apprentice", 0, 75_000_000)],
)
def test_work_for_wages_is_tolerated_for_six_months_and_other_work_always(death_at_work, work, months, to_come):
    ani = child(death_at_work, "ANI", ANI, "smp")
    approved(death_at_work)
    change_child(law=law(), child_id=ani.pk, schooling=Schooling("smp", 1, work=work, wage_work_months=months))
    assert totals(death_at_work) == (0, to_come)
    if not to_come:
        assert set(ScholarshipYear.objects.values_list("why", flat=True)) == {"scholarship_ended_works"}


def test_leaving_school_stops_it_and_a_repeated_year_is_not_paid_twice(death_at_work):
    ani = child(death_at_work, "ANI", ANI, "smp")
    settled(scholarships(approved(death_at_work))[0].years[0])
    again = {"law": law(), "child_id": ani.pk}
    assert refused(change_child, schooling=Schooling("smp", 1), **again) == "school_year_paid_already"
    assert change_child(schooling=Schooling("sma", 1), **again)[0] == 8
    change_child(schooling=Schooling("smp", 2, studying=False), **again)
    assert totals(death_at_work) == (2_000_000, 0)
    assert set(ScholarshipYear.objects.filter(state="ended").values_list("why", flat=True)) == {
        "scholarship_ended_left_school"
    }


def test_a_total_loss_gives_scholarships_without_waiting_and_a_partial_one_none(office):
    claim = hurt(covered_since(office, "2025-11", 2))
    child(claim, "ANI", ANI, "smp")
    stated(claim, "total")
    computed(claim, "tax-number", "guardian")
    decided(claim)
    assert totals(claim) == (0, 75_000_000)
    (ani,) = scholarships(claim)
    assert ani.years[0].due_on == HURT_AT.date()


def test_a_partial_loss_gives_no_scholarship(office):
    claim = hurt(covered_since(office, "2025-11", 2))
    child(claim, "ANI", ANI, "smp")
    stated(claim, "partial", losses=("thumb:right",))
    computed(claim, "guardian")
    decided(claim)
    assert [each.years for each in scholarships(claim)] == [()]


@pytest.mark.parametrize(("since", "to_come"), [("01/12/2022", 75_000_000), ("01/01/2023", 0)])
def test_a_natural_death_gives_scholarships_after_three_years(office, since, to_come):
    claim = reported(covered_from(office, since)).claim
    assert cover_on(claim.person_id, DIED_ON).months_paid == (36 if to_come else 35)
    child(claim, "ANI", ANI, "smp")
    approved(claim)
    assert totals(claim) == (0, to_come)


def test_a_year_wants_its_own_new_paper_and_two_pairs_of_eyes_and_its_day(death_at_work):
    child(death_at_work, "ANI", ANI, "smp")
    first, second = scholarships(approved(death_at_work))[0].years[:2]
    assert refused(freed, first) == "year_is_not_proven"
    proof = bring_schooling(year_id=first.pk, data=picture_of(1), by="operator", at=AT)
    prove_schooling(year_id=first.pk, document_id=proof.pk, by="petugas", at=AT)
    same = {"year_id": second.pk, "document_id": proof.pk, "by": "petugas", "at": AT}
    assert refused(prove_schooling, **same) == "schooling_paper_proves_one_year"
    assert refused(prove_schooling, **(same | {"document_id": paper_of_another_kind(death_at_work)})) == (
        "schooling_paper_missing"
    )
    assert refused(freed, first, by="petugas") == "approved_by_who_checked"
    assert refused(freed, first, on=first.due_on - timedelta(days=1)) == "year_not_due"
    freed(first)
    assert refused(freed, first) == "year_is_not_proven"


def paper_of_another_kind(claim):
    return claim.claimdocument_set.filter(kind="card").first().pk


def test_a_paper_that_will_not_do_is_refused_and_another_may(death_at_work):
    child(death_at_work, "ANI", ANI, "smp")
    year = scholarships(approved(death_at_work))[0].years[0]
    proven(year)
    refuse_schooling(year_id=year.pk, why="tanpa cap sekolah", by="petugas", at=AT)
    year.refresh_from_db()
    assert (year.state, why_not(year), year.proof) == ("refused", "tanpa cap sekolah", None)
    other = bring_schooling(year_id=year.pk, data=picture_of(77), by="operator", at=AT)
    prove_schooling(year_id=year.pk, document_id=other.pk, by="petugas", at=AT)
    freed(year)


def test_families_are_reminded_before_each_year(death_at_work):
    child(death_at_work, "ANI", ANI, "smp")
    approved(death_at_work)
    assert years_due(date(2026, 10, 1), 30) == years_due(DIED_ON, 0)
    this, following = years_due(date(2026, 11, 1), 30)
    assert (this.due_on, following.due_on) == (DIED_ON, date(2026, 11, 24))
    assert reminder(law(), following) == (
        "Beasiswa ANI (Sekolah menengah pertama, tahun ke-2) sebesar Rp2.000.000 dapat dibayar mulai 24 November 2026. "
        f"Bawa surat keterangan sekolah yang baru ke kantor desa. Nomor klaim {death_at_work.number}."
    )
    settled(this)
    assert years_due(date(2026, 11, 1), 30) == [following]


@pytest.mark.parametrize(
    ("schooling", "code"),
    [(Schooling("s9"), "level_unknown"), (Schooling("sd", work="sailor"), "child_work_unknown"),
     (Schooling("sd", work="wage"), "child_wage_months_missing")],
)  # fmt: skip
def test_an_impossible_schooling_is_refused(death_at_work, schooling, code):
    heir = name_heir(
        law=law(), number=death_at_work.number, named=Named("child", "ANI", ANI, "WALI"), by="o", on=ON, at=AT
    )
    told = {"law": law(), "number": death_at_work.number, "heir_id": heir.pk, "by": "petugas", "at": AT}
    assert refused(name_child, schooling=schooling, **told) == code
    name_child(schooling=Schooling("sd"), **told)
    assert refused(name_child, schooling=Schooling("sd"), **told) == "child_named_twice"


def test_nobody_but_a_child_of_the_claim_is_named(office):
    claim = assessed(covered_since(office, "2025-11", 2))
    spouse = claim.claimheir_set.get().pk
    told = {"law": law(), "number": claim.number, "schooling": Schooling("sd"), "by": "petugas", "at": AT}
    assert refused(name_child, heir_id=spouse, **told) == "child_unknown"
    assert TODAY == ON
