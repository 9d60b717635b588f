"""Accidents at work, each worked by hand from the law (base income 1,000,000): treatment, inability, loss, total."""

from datetime import date, timedelta

import pytest

from payung.claims.actions.assess import assess
from payung.claims.actions.complete import complete
from payung.claims.actions.enter_cost import remove_cost, remove_inability
from payung.claims.actions.state_outcome import note_back_at_work
from payung.claims.models import Accident, Claim, Payout
from payung.claims.queries import last_assessment, payouts
from payung.claims.queries.accident import (
    accident_of,
    clocks,
    costs_of,
    inability_by_month,
    inability_months,
    letter_standing,
    letters_of,
)
from payung.funding.models import LineBalance
from payung.funding.queries import miscarried
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.accidents import (
    HURT_AT,
    TODAY,
    TOLD_AT,
    computed,
    concluded,
    guaranteed,
    hurt,
    shares,
    spent,
    stated,
    unable,
    with_accident_papers,
)
from tests.claims.cases import covered_since, decided, with_papers
from tests.claims.test_model_case import paid, refused


def test_a_treated_accident_pays_the_hospital_on_its_letter_and_the_worker_the_rest(worker_):
    claim = hurt(worker_)
    letter = guaranteed(claim)
    spent(claim, "treatment", 17_250_000, letter=letter.number)
    spent(claim, "transport_land", 400_000)
    spent(claim, "treatment", 150_000)
    unable(claim, 1)
    stated(claim, "recovered")
    made = computed(claim)
    # 400,000 of at most 5,000,000; one month at 100 % of 1,000,000; 150,000 by receipt; 17,250,000 without limit.
    assert made.total_idr == 18_800_000
    assert shares(made) == [("hospital", "treatment", "RSUD Bayu Asih", 17_250_000),
                            ("worker", "benefit", worker_.name, 1_550_000)]  # fmt: skip
    decided(claim)
    assert paid(claim) == (2, 0, 0)
    claim.refresh_from_db()
    assert claim.state == "paid" and miscarried() == []
    assert LineBalance.objects.get(line=claim.line).given_idr == 18_800_000


def test_costs_above_their_caps_are_paid_up_to_them(worker_):
    claim = hurt(worker_)
    for kind, amount in (("transport_land", 6_000_000), ("transport_sea", 2_500_000), ("transport_air", 9_000_000),
                         ("glasses", 1_200_000), ("hearing_aid", 3_000_000), ("homecare", 21_000_000)):  # fmt: skip
        spent(claim, kind, amount)
    stated(claim, "recovered")
    # 5 + 2 + 9 + 1 + 2.5 + 20 million.
    assert computed(claim).total_idr == 39_500_000


def test_inability_of_fourteen_months_is_full_for_twelve_and_half_for_two(worker_):
    claim = hurt(worker_)
    unable(claim, 14)
    stated(claim, "recovered")
    assert computed(claim).total_idr == 12 * 1_000_000 + 2 * 500_000
    by_month = inability_by_month(law(), claim, 1_000_000)
    assert [each.amount_idr for each in by_month] == [1_000_000] * 12 + [500_000] * 2
    assert (by_month[0].month, by_month[-1].month) == (date(2025, 11, 1), date(2026, 12, 1))


def test_the_loss_of_a_thumb_is_fifteen_percent_of_eighty_months(worker_):
    claim = hurt(worker_)
    stated(claim, "partial", losses=("thumb:right",))
    made = computed(claim)
    assert made.total_idr == 12_000_000
    assert [item["code"] for item in made.answer["items"] if item["amount_idr"]] == ["loss"]


def test_a_permanent_total_loss_gives_sixty_eight_million(worker_):
    claim = hurt(worker_)
    stated(claim, "total")
    with_accident_papers(claim)
    # 70 % x 80 x 1,000,000 + 12,000,000; above 50,000,000 a tax number is asked for.
    assert refused(complete, law=law(), number=claim.number, on=TODAY) == "papers_missing"
    assert computed(claim, "tax-number").total_idr == 68_000_000


def test_a_suspected_accident_concluded_as_none_pays_the_treatment_until_then_and_nothing_else(worker_):
    claim = hurt(worker_, suspected=True)
    letter, unused = guaranteed(claim), guaranteed(claim, "RS Siloam")
    spent(claim, "treatment", 3_000_000, letter=letter.number)
    spent(claim, "transport_land", 200_000)
    stated(claim, "recovered")
    with_accident_papers(claim)
    assert refused(assess, law=law(), number=claim.number, by="petugas", at=TOLD_AT) == "accident_not_concluded"
    concluded(claim, "none")
    spent(claim, "treatment", 900_000, letter=letter.number, on=TODAY + timedelta(days=1))
    made = assess(law=law(), number=claim.number, by="petugas", at=TOLD_AT)
    assert shares(made) == [("hospital", "treatment", "RSUD Bayu Asih", 3_000_000)]
    unused.refresh_from_db()
    assert (unused.state, unused.cancelled_why) == ("cancelled", "Penyakit lama.")
    assert refused(guaranteed, claim) == "accident_was_none"
    decided(claim)
    assert paid(claim) == (1, 0, 0)


def test_a_suspected_accident_concluded_as_one_pays_in_full(worker_):
    claim = hurt(worker_, suspected=True)
    unable(claim, 1)
    stated(claim, "recovered")
    concluded(claim, "accident", "Saksi dan tempat cocok.")
    assert computed(claim).total_idr == 1_000_000


def test_a_suspicion_that_cost_nothing_is_refused_with_its_reason(worker_):
    claim = hurt(worker_, suspected=True)
    concluded(claim, "none")
    assess(law=law(), number=claim.number, by="petugas", at=TOLD_AT)
    assert refused(decided, claim) == "nothing_to_approve"
    decided(claim, "refused", reason="Bukan kecelakaan kerja.")
    assert not Payout.objects.exists()


def test_stage_one_and_two_have_two_days_each_and_lateness_is_seen(worker_):
    claim = hurt(worker_, at=HURT_AT + timedelta(hours=49))
    doctor = HURT_AT + timedelta(days=10)
    stated(claim, "recovered", at=doctor)
    one, two = clocks(accident_of(claim), doctor + timedelta(hours=1))
    assert (one.until, one.late) == (HURT_AT + timedelta(hours=48), True)
    assert (two.until, two.late) == (doctor + timedelta(hours=48), False)


@pytest.mark.parametrize("fact", ["where", "source", "story", "teller_name", "teller_phone"])
def test_a_report_without_one_of_the_least_facts_opens_nothing(worker_, fact):
    with pytest.raises(Refused) as told:
        hurt(worker_, **{fact: " "})
    assert told.value.code == "accident_fact_missing" and told.value.facts["facts"] == (f"fact_{fact}",)
    assert not Claim.objects.exists()


def test_the_same_accident_told_twice_is_one_and_keeps_its_first_facts(worker_):
    first, second = hurt(worker_), hurt(worker_, source="jatuh", teller="heir", teller_name="Budi")
    assert first == second and Accident.objects.get().source == "traktor terguling"
    assert first.claimreport_set.count() == 2


def test_whoever_was_not_covered_gets_no_letter(office):
    claim = hurt(covered_since(office, "2025-12", 2))
    assert refused(guaranteed, claim) == "letter_without_cover"


def test_letters_are_numbered_without_gaps_and_stand_for_whoever_knows_the_code(worker_):
    claim = hurt(worker_)
    first, second = guaranteed(claim), guaranteed(claim, "RS Siloam")
    assert [letter.number for letter in letters_of(claim)] == ["SJ-2025-000001", "SJ-2025-000002"]
    assert letter_standing(first.number, first.code, TODAY).good
    assert letter_standing(first.number, second.code, TODAY) is None
    assert letter_standing(first.number, first.code, date(2026, 1, 1)).state == "expired"


def test_a_receipt_pays_one_cost_and_what_is_removed_or_rejected_does_not_count(worker_):
    claim = hurt(worker_)
    cost = spent(claim, "glasses", 500_000)
    unable(claim, 2)
    remove_cost(number=claim.number, cost_id=cost.pk, why="salah nama")
    remove_inability(number=claim.number, month_id=inability_months(claim)[0].pk, why="masuk kerja")
    assert costs_of(claim) == [] and len(inability_months(claim)) == 1
    assert refused(remove_cost, number=claim.number, cost_id=cost.pk, why="lagi") == "cost_unknown"


def test_a_new_cost_makes_what_was_computed_void(worker_):
    claim = hurt(worker_)
    unable(claim, 1)
    stated(claim, "recovered")
    computed(claim)
    spent(claim, "glasses", 500_000)
    assert Claim.objects.get().state == "reported" and refused(decided, claim) == "claim_is_not_assessed"


def test_another_total_is_the_workers_more_or_less_never_the_hospitals(worker_):
    claim = hurt(worker_)
    spent(claim, "treatment", 2_000_000, letter=guaranteed(claim).number)
    unable(claim, 1)
    stated(claim, "recovered")
    with_accident_papers(claim)
    more = {"law": law(), "number": claim.number, "by": "petugas", "at": TOLD_AT, "deviates_why": "kuitansi ganda"}
    assert refused(assess, total_idr=1_999_999, **more) == "deviation_below_treatment"
    assert [share[3] for share in shares(assess(total_idr=2_600_000, **more))] == [2_000_000, 600_000]


def test_the_return_to_work_is_noted_after_everything_was_paid_too(worker_):
    claim = hurt(worker_)
    unable(claim, 1)
    stated(claim, "recovered")
    computed(claim)
    decided(claim)
    paid(claim)
    note_back_at_work(number=claim.number, on=date(2025, 12, 1), today=date(2025, 12, 2))
    assert accident_of(claim).back_at_work_on == date(2025, 12, 1)
    assert refused(note_back_at_work, number=claim.number, on=date(2025, 11, 1), today=TODAY) == "back_before_accident"
    assert last_assessment(claim).total_idr == sum(each.amount_idr for each in payouts(claim))


def test_nothing_is_entered_after_the_decision(worker_):
    claim = hurt(worker_)
    unable(claim, 1)
    stated(claim, "recovered")
    computed(claim)
    decided(claim)
    assert refused(guaranteed, claim) == "claim_is_decided"
    assert refused(with_papers, claim) == "claim_is_decided"
