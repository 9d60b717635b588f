"""Each sentence of guarantee letters and the treatment paid on them, broken in raw SQL and refused by that very name."""

import pytest

from tests.claims.rows import DAY, a_cost, a_letter
from tests.roles import breaks


def test_a_letter_guarantees_treatment_alone_and_once_it_is_used(hurt):
    letter = hurt.put(a_letter)
    with breaks(hurt.db, "cost_is_on_a_letter_of_its_claim"):
        hurt.put(a_cost, kind="treatment", letter_id=letter)
    hurt.db.execute("UPDATE treatment_letter SET state = 'used', used_on = %s", [DAY])
    with breaks(hurt.db, "letter_guarantees_treatment_alone"):
        hurt.put(a_cost, kind="glasses", letter_id=letter)


LETTERS = [
    ("letter_state_is_known", "state = 'lost'"),
    ("letter_is_used_on_a_day", "state = 'used'"),
    ("letter_is_cancelled_for_a_reason", "state = 'cancelled'"),
    ("letter_stays_as_it_was_issued", "hospital = 'lain'"),
    ("letter_stays_as_it_was_issued", "code = 'B'"),
]


@pytest.mark.parametrize(("sentence", "change"), LETTERS)
def test_a_letter_stays_as_it_was_issued(hurt, sentence, change):
    letter = hurt.put(a_letter)
    if sentence == "letter_state_is_known":
        hurt.without("stays", "treatment_letter")
    with breaks(hurt.db, sentence):
        hurt.db.execute(f"UPDATE treatment_letter SET {change} WHERE id = %s", [letter])


def test_a_used_letter_is_not_taken_back_and_none_is_given_once_it_was_no_accident(hurt):
    hurt.treated()
    with breaks(hurt.db, "letter_stays_as_it_was_issued"):
        hurt.db.execute("UPDATE treatment_letter SET state = 'cancelled', cancelled_why = 'x'")
    hurt.db.execute(
        "UPDATE accident SET concluded = 'none', concluded_by = 'a', concluded_why = 'x', concluded_at = now()"
    )
    with breaks(hurt.db, "letter_follows_a_guarantee"):
        hurt.put(a_letter, number="SJ-2025-000002")


TREATMENT = {"payee": "hospital", "heir_id": None, "payee_name": "RSUD", "what": "treatment", "about": "SJ-2025-000001"}


@pytest.mark.parametrize(
    "change",
    [{"amount_idr": 71}, {"payee_name": "RS lain"}, {"about": "SJ-2025-000009"}, {"payee": "worker"}],
)
def test_treatment_is_paid_to_its_hospital_within_its_bills(hurt, change):
    hurt.treated().approved()
    with breaks(hurt.db, "treatment_is_paid_within_its_letter"):
        hurt.due(**{**TREATMENT, "amount_idr": 70, **change})


def test_treatment_is_paid_once_and_counts_towards_what_was_approved(hurt):
    hurt.treated().approved().due(**TREATMENT, amount_idr=70)
    with breaks(hurt.db, "payout_is_made_once"):
        hurt.due(**TREATMENT, amount_idr=10)
    with breaks(hurt.db, "payout_is_within_the_entitlement"):
        hurt.due(amount_idr=31)
    with breaks(hurt.db, "payout_is_for_a_known_reason"):
        hurt.due(amount_idr=1, what="gift")


def test_a_bill_whose_paper_was_rejected_pays_nothing(hurt):
    hurt.treated().approved()
    hurt.db.execute("UPDATE claim_document SET rejected_why = 'palsu', checked_by = 'a'")
    with breaks(hurt.db, "treatment_is_paid_within_its_letter"):
        hurt.due(**TREATMENT, amount_idr=70)
