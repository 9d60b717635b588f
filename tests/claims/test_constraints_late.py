"""Each sentence of the surcharge for lateness, broken in raw SQL and refused by that very name; and what an approval fixes."""

from datetime import date, timedelta

import pytest

from payung.rules.law import law
from tests.claims.rows import DAY, a_claim, an_heir
from tests.roles import a_person, breaks

# 100 rupiah, three days late, at 1 % a day.
MOST = 3


def pay(world, payout, on):
    world.paid(payout, on)


@pytest.fixture
def late(world):
    """A claim that was to be paid by DAY, and was three days later."""
    world.db.execute("UPDATE claim SET complete_on = %s, due_on = %s WHERE id = %s", [DAY, DAY, world.claim])
    world.other = world.put(an_heir, relation="child", name="ANI")
    world.made = world.approved().due()
    pay(world, world.made, DAY + timedelta(days=MOST))
    return world


def surcharge(world, amount=MOST, **changes):
    return world.due(what="late", amount_idr=amount, **changes)


def test_lateness_adds_what_its_days_allow_and_once(late):
    surcharge(late)
    with breaks(late.db, "payout_is_made_once"):
        surcharge(late, 1)


@pytest.mark.parametrize(
    "changes", [{"amount": MOST + 1}, {"payee_name": "JOKO"}, {"about": "y"}, {"payee": "worker", "heir_id": None}]
)
def test_lateness_adds_no_more_than_its_days_and_to_whom_was_paid_late_alone(late, changes):
    with breaks(late.db, "late_payment_adds_what_its_days_allow"):
        surcharge(late, **changes)
    with breaks(late.db, "late_payment_adds_what_its_days_allow"):
        surcharge(late, heir_id=late.other)


def test_what_was_paid_in_time_or_without_a_clock_adds_nothing(world):
    world.db.execute("UPDATE claim SET complete_on = %s, due_on = %s WHERE id = %s", [DAY, DAY, world.claim])
    pay(world, world.approved().due(), DAY)
    with breaks(world.db, "late_payment_adds_what_its_days_allow"):
        surcharge(world, 1)


def test_a_claim_without_a_clock_is_never_late(world):
    pay(world, world.approved().due(), date(2026, 11, 24))
    with breaks(world.db, "late_payment_adds_what_its_days_allow"):
        surcharge(world, 1)


def test_lateness_is_added_once_everything_was_paid(world):
    world.db.execute("UPDATE claim SET complete_on = %s, due_on = %s WHERE id = %s", [DAY, DAY, world.claim])
    first = world.approved().due(amount_idr=60)
    second = world.due(amount_idr=40, about="y")
    for not_yet in (first, second):
        with breaks(world.db, "late_payment_adds_what_its_days_allow"):
            surcharge(world, 1)
        pay(world, not_yet, DAY + timedelta(days=10))
    surcharge(world, 6)


def test_nothing_is_added_to_a_claim_that_is_closed(late):
    late.db.execute("UPDATE claim SET state = 'paid' WHERE id = %s", [late.claim])
    with breaks(late.db, "late_payment_adds_what_its_days_allow"):
        surcharge(late)


def test_the_law_never_asks_for_more_than_the_database_lets_out():
    """A higher rate wants a migration of `late_payment_adds_what_its_days_allow` first: claims/0011."""
    assert max(value.value for value in law().history("deadline/late_per_mille")) <= 10


def test_a_payout_goes_to_an_heir_of_its_claim(world):
    world.approved()
    stranger = a_claim(world.db, a_person(world.db, nik="3214991705800002"), world.line, number="25-000002-ABCD")
    heir = an_heir(world.db, world.person, stranger)
    for wrong in ({"heir_id": heir}, {"payee": "worker"}, {"payee": "hospital"}):
        with breaks(world.db, "payout_goes_to_an_heir_of_its_claim"):
            world.due(**wrong)


def test_what_an_accident_owed_goes_to_an_heir_of_the_same_worker_s_death_alone(hurt):
    hurt.approved()
    stranger = a_person(hurt.db, nik="3214991705800002")
    another = a_claim(hurt.db, stranger, hurt.line, number="25-000002-ABCD")
    (own,) = hurt.db.execute("SELECT id FROM claim WHERE person_id = %s AND kind = 'death'", [hurt.person]).fetchone()
    hurt.heir = an_heir(hurt.db, stranger, another)
    with breaks(hurt.db, "payout_goes_to_an_heir_of_its_claim"):
        hurt.due()
    hurt.heir = an_heir(hurt.db, hurt.person, own)
    assert hurt.due()


@pytest.mark.parametrize(
    "change",
    ["line_id = NULL", "cause = 'work'", "happened_on = '2025-11-23'", "due_on = '2025-11-25'",
     "complete_on = NULL, due_on = NULL"],
)  # fmt: skip
def test_what_was_approved_keeps_its_payer_its_day_and_its_clock(late, change):
    for state in ("approved", "paid"):
        late.db.execute("UPDATE claim SET state = %s WHERE id = %s", [state, late.claim])
        with breaks(late.db, "claim_stands_once_approved"):
            late.db.execute(f"UPDATE claim SET {change} WHERE id = %s", [late.claim])


@pytest.mark.parametrize("change", ["paid_on = '2025-11-24'", "bank_file = 'b'"])
def test_what_was_paid_keeps_the_day_and_the_file(late, change):
    with breaks(late.db, "payout_is_paid_once"):
        late.db.execute(f"UPDATE payout SET {change} WHERE id = %s", [late.made])
