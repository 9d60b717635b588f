"""Each sentence of the money that leaves, broken in raw SQL and refused by that very name."""

import pytest

from tests.claims.rows import DAY, NOWHERE, SENT, a_decision, a_payout, step
from tests.roles import breaks

ACCOUNT_TEXTS = SENT.partition(", ")[2]
PAYOUTS = [
    ("payout_payee_is_known", {"payee": "friend"}),
    ("payout_is_of_at_least_one_rupiah", {"amount_idr": 0}),
    ("payout_to_an_heir_names_the_heir", {"heir_id": None}),
    ("payout_begins_due", {"state": "paid", "paid_on": DAY}),
    ("payout_is_paid_on_a_day", {"paid_on": DAY}),
    ("payout_is_within_the_entitlement", {"amount_idr": 101}),
    ("payout_lies_in_a_known_village", NOWHERE),
]


@pytest.mark.parametrize(("sentence", "changes"), PAYOUTS)
def test_a_payout_that_breaks_a_sentence_is_refused(world, sentence, changes):
    world.approved()
    if sentence == "payout_is_of_at_least_one_rupiah":  # the ledger would refuse it first
        world.without("approval_first", "payout")
    with breaks(world.db, sentence):
        world.due(**changes)


def test_nothing_is_paid_without_an_approval_nor_after_another_decision(world):
    world.assessed()
    returned = world.put(a_decision, world.assessment, verdict="returned", reason="KTP kabur")
    with breaks(world.db, "payout_follows_an_approval"):
        world.put(a_payout, returned, world.heir)


def test_a_payout_is_made_once_and_never_adds_up_to_more_than_was_approved(world):
    world.approved().due(amount_idr=60)
    with breaks(world.db, "payout_is_made_once"):
        world.due(amount_idr=40)
    with breaks(world.db, "payout_is_within_the_entitlement"):
        world.due(amount_idr=41, about="y")


def test_a_payout_waits_while_the_claim_is_held(world):
    made = world.approved().due()
    world.db.execute("UPDATE claim SET held_why = 'sengketa' WHERE id = %s", [world.claim])
    with breaks(world.db, "payout_waits_while_the_claim_is_held"):
        world.db.execute("UPDATE payout SET state = 'sent' WHERE id = %s", [made])


CHANGES = [
    ("payout_state_is_known", "state = 'lost'"),
    ("payout_is_paid_once", "state = 'paid', paid_on = '2025-11-25'"),
    ("payout_failed_says_why", "state = 'failed'"),
    ("payout_stays_as_it_was_decided", "amount_idr = 99"),
    ("payout_stays_as_it_was_decided", "payee_name = 'JOKO'"),
    ("payout_stays_as_it_was_decided", "payee_name = 'Dihapus ' || id"),
]


@pytest.mark.parametrize(("sentence", "change"), CHANGES)
def test_a_payout_takes_no_step_that_it_may_not_and_stays_as_it_was_decided(world, sentence, change):
    made = world.approved().due()
    if sentence == "payout_failed_says_why":
        world.sent(made)
    if sentence == "payout_state_is_known":
        world.without("once", "payout")
    with breaks(world.db, sentence):
        world.db.execute(f"UPDATE payout SET {change} WHERE id = %s", [made])


def test_what_was_paid_is_not_paid_again_nor_taken_back(world):
    made = world.approved().due()
    world.paid(made)
    for state in ("due", "sent", "failed"):
        with breaks(world.db, "payout_is_paid_once"):
            world.db.execute("UPDATE payout SET state = %s WHERE id = %s", [state, made])


def test_a_claim_is_paid_in_full_or_not_called_paid(world):
    made = world.approved().due(amount_idr=60)
    with breaks(world.db, "claim_is_paid_in_full"):
        step(world.db, world.claim, "paid")
    world.paid(made)
    with breaks(world.db, "claim_is_paid_in_full"):
        step(world.db, world.claim, "paid")


def test_what_is_given_was_awarded(world):
    world.approved().due()
    with breaks(world.db, "line_gives_no_more_than_was_awarded"):
        world.db.execute(
            "UPDATE line_balance SET due_idr = -1, given_idr = awarded_idr + 1 WHERE line_id = %s", [world.line]
        )
    with breaks(world.db, "line_balance_adds_up"):
        world.db.execute("UPDATE line_balance SET given_idr = 1 WHERE line_id = %s", [world.line])


ACCOUNTS = [
    ("payout_names_the_account_it_is_sent_to", "due", "state = 'sent'"),
    ("payout_has_no_account_before_it_is_sent", "due", ACCOUNT_TEXTS),
    ("payout_account_is_whole", "due", "state = 'sent', sent_bank = 'BRI', sent_number = 'v1:1:YWJj'"),
    ("payout_account_is_whole", "due", "sent_holder = 'v1:1:YWJj'"),
    (
        "payout_account_is_sealed",
        "due",
        f"{SENT}, sent_number = '1234567890'".replace("sent_number = 'v1:1:YWJj', ", ""),
    ),
    ("payout_account_is_sealed", "due", f"{SENT}, sent_holder = 'BUDI'".replace(", sent_holder = 'v1:1:YWJj'", "")),
    ("payout_keeps_the_account_it_was_sent_to", "sent", "sent_bank = 'BNI'"),
    (
        "payout_keeps_the_account_it_was_sent_to",
        "sent",
        "state = 'paid', paid_on = '2025-11-24', sent_number = 'v1:1:WFla'",
    ),
    ("payout_keeps_the_account_it_was_sent_to", "sent", "sent_bank = '', sent_number = NULL, sent_holder = NULL"),
    ("payout_keeps_the_account_it_was_sent_to", "paid", "sent_holder = 'v1:1:WFla'"),
    ("payout_keeps_the_account_it_was_sent_to", "failed", "sent_bank = 'BNI'"),
    ("payout_has_no_account_before_it_is_sent", "failed", "state = 'due'"),
]


@pytest.mark.parametrize(("sentence", "state", "change"), ACCOUNTS)
def test_a_payout_keeps_the_account_that_it_was_sent_to(world, sentence, state, change):
    made = world.approved().due()
    if state != "due":
        world.sent(made)
    if state == "paid":
        world.db.execute("UPDATE payout SET state = 'paid', paid_on = %s WHERE id = %s", [DAY, made])
    if state == "failed":
        world.db.execute("UPDATE payout SET state = 'failed', failed_why = 'ditutup' WHERE id = %s", [made])
    with breaks(world.db, sentence):
        world.db.execute(f"UPDATE payout SET {change} WHERE id = %s", [made])


def test_one_of_an_older_version_without_an_account_is_paid_and_gets_none_by_it(world):
    made = world.approved().due()
    world.without("sent_to", "payout")
    world.db.execute("UPDATE payout SET state = 'sent' WHERE id = %s", [made])
    world.db.execute("ALTER TABLE payout ENABLE TRIGGER sent_to")
    with breaks(world.db, "payout_keeps_the_account_it_was_sent_to"):
        world.db.execute(
            f"UPDATE payout SET paid_on = '2025-11-24', state = 'paid', {ACCOUNT_TEXTS} WHERE id = %s", [made]
        )
    world.db.execute("UPDATE payout SET state = 'paid', paid_on = %s WHERE id = %s", [DAY, made])
