"""Each sentence of a message, broken in raw SQL and refused by that very name; which steps write one, and to whom."""

import psycopg
import pytest

from tests.claims.rows import DAY, NOWHERE, a_claim, a_report, an_heir, of, step
from tests.roles import NEIGHBOUR, TANJUNGSARI, a_person, as_app, breaks, put, see


def a_message(db, person, claim, report, **changes):
    return put(db, "claim_message", **of(person, claim_id=claim, report_id=report, kind="paid") | changes)


@pytest.fixture
def told(world):
    """A report with a number for messages; its own message is the first."""
    world.report = world.put(a_report, teller="heir", teller_phone="081200000001", wants_messages=True)
    return world


def kinds(db):
    return [kind for (kind,) in db.execute("SELECT kind FROM claim_message ORDER BY id").fetchall()]


def change(db, **columns):
    marks = ", ".join(f"{name} = %({name})s" for name in columns)
    db.execute(f"UPDATE claim_message SET {marks}", columns)


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("message_kind_is_known", {"kind": "poem"}),
        ("message_state_is_known", {"state": "lost"}),
        ("message_is_handed_over_at_a_moment", {"state": "handed-over"}),
        ("message_is_handed_over_at_a_moment", {"handed_over_at": DAY}),
        ("message_is_given_up_for_a_reason", {"state": "given-up"}),
        ("message_is_written_once_for_a_step", {}),
        ("message_goes_to_a_teller_or_an_heir", {"report_id": None}),
        ("claim_message_lies_in_a_known_village", NOWHERE),
    ],
)
def test_a_message_that_breaks_a_sentence_is_refused(told, sentence, changes):
    if sentence == "claim_message_lies_in_a_known_village":
        changes = changes | {"step_id": told.db.execute("SELECT max(id) FROM claim_step").fetchone()[0]}
    with breaks(told.db, sentence):
        told.put(a_message, told.report, **changes)


def test_a_wish_for_messages_names_a_number(world):
    with breaks(world.db, "messages_go_to_a_number_that_was_given"):
        world.put(a_report, wants_messages=True)


def test_messages_are_stopped_and_not_begun_for_somebody(told):
    told.db.execute("UPDATE claim_report SET wants_messages = false")
    with breaks(told.db, "messages_are_only_stopped"):
        told.db.execute("UPDATE claim_report SET wants_messages = true")


def test_an_heir_hears_on_a_number_that_was_given_and_again_only_on_one_given_anew(world):
    with breaks(world.db, "heir_hears_on_a_number_that_was_given"):
        world.put(an_heir, wants_messages=True)
    world.put(an_heir, phone="0812", wants_messages=True)
    world.db.execute("UPDATE claim_heir SET wants_messages = false")
    with breaks(world.db, "messages_begin_with_a_number"):
        world.db.execute("UPDATE claim_heir SET wants_messages = true")
    world.db.execute("UPDATE claim_heir SET wants_messages = true, phone = '0813'")


def test_an_heir_waits_for_one_first_message_and_hears_of_a_step_once(world):
    heir = world.put(an_heir, phone="0812", wants_messages=True)
    with breaks(world.db, "heir_waits_for_one_first_message"):
        world.put(a_message, None, heir_id=heir)
    last = world.db.execute("SELECT max(id) FROM claim_step").fetchone()[0]
    world.put(a_message, None, heir_id=heir, step_id=last)
    with breaks(world.db, "message_is_written_once_for_a_step"):
        world.put(a_message, None, heir_id=heir, step_id=last)


def test_a_message_ends_once_and_every_try_is_counted(told):
    with breaks(told.db, "message_counts_its_tries"):
        change(told.db, tries=2)
    with breaks(told.db, "message_counts_its_tries"):
        change(told.db, state="handed-over", handed_over_at=DAY)
    change(told.db, state="handed-over", handed_over_at=DAY, tries=1)
    for changes in ({"state": "queued", "handed_over_at": None}, {"tries": 2}, {"failed_why": "x"}):
        with breaks(told.db, "message_ends_once"):
            change(told.db, **changes)


def test_the_steps_that_matter_to_a_family_are_told_once_a_number(told):
    again = told.put(a_report, teller="heir", teller_name="U", teller_phone="081200000001", wants_messages=True)
    told.put(a_report, teller="clerk", teller_name="V", teller_phone="081200000002")
    told.approved()
    assert kinds(told.db) == ["reported", "approved"]
    refused = a_claim(told.db, told.person, told.line, number="25-000002-ABCD", kind="accident", cause="work")
    assert again and refused and kinds(told.db) == ["reported", "approved"]


def test_one_that_is_sent_back_is_told_that_papers_are_missing(told):
    told.assessed()
    step(told.db, told.claim, "reported")
    assert kinds(told.db) == ["reported", "papers"]


def test_the_program_writes_no_message_and_sees_its_area_alone():
    with as_app() as db:
        see(db, TANJUNGSARI)
        for words in ("INSERT INTO claim_message DEFAULT VALUES", "DELETE FROM claim_message",
                      "UPDATE claim_message SET kind = 'paid'", "UPDATE claim_report SET teller_phone = '1'"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
                db.execute(words)
        person = a_person(db)
        claim = a_claim(db, person, None)
        a_report(db, person, claim, teller_phone="0812", wants_messages=True)
        assert kinds(db) == ["reported"]
        see(db, NEIGHBOUR)
        assert kinds(db) == []
