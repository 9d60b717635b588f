"""Each sentence of the tables of claims, broken in raw SQL and refused by that very name."""

from datetime import date

import psycopg
import pytest

from tests.roles import TANJUNGSARI, a_line, a_person, a_programme, a_world, as_app, as_owner, breaks, put

DAY = date(2025, 11, 24)


def of(person, *empty, **said):
    return {"person_id": person, "village": TANJUNGSARI, **dict.fromkeys(empty, ""), **said}


def a_claim(db, person, line, **changes):
    said = {"number": "25-000001-ABCD", "kind": "death", "cause": "natural", "line_id": line, "happened_on": DAY}
    return put(db, "claim", **of(person, "happened_at", "story", "held_why", **said, reported_at=DAY) | changes)


def an_heir(db, person, claim, **changes):
    said = {"claim_id": claim, "relation": "spouse", "name": "BUDI", "entered_by": "a", "entered_at": DAY}
    return put(db, "claim_heir", **of(person, "guardian_name", "bank", "removed_why", **said) | changes)


def a_report(db, person, claim, **changes):
    said = {"claim_id": claim, "teller": "clerk", "teller_name": "T", "noted_by": "a", "noted_at": DAY}
    return put(db, "claim_report", **of(person, "teller_phone", "said", **said) | changes)


def a_document(db, person, claim, **changes):
    said = {"claim_id": claim, "kind": "card", "stored_as": "f", "sha256": "d", "media": "image/jpeg", "size_bytes": 1}
    return put(
        db,
        "claim_document",
        **of(person, "rejected_why", "checked_by", **said, brought_by="a", brought_at=DAY) | changes,
    )


def an_assessment(db, person, claim, **changes):
    said = {"claim_id": claim, "made_by": "a", "made_at": DAY, "law_digest": "d", "computed_idr": 100, "total_idr": 100}
    return put(
        db, "claim_assessment", **of(person, "deviates_why", **said, answer="{}", shares="[]", signals="[]") | changes
    )


def a_decision(db, person, claim, assessment, **changes):
    said = {
        "claim_id": claim,
        "assessment_id": assessment,
        "assessed_by": "a",
        "verdict": "approved",
        "by": "b",
        "at": DAY,
    }
    return put(db, "claim_decision", **of(person, "reason", "article", **said) | changes)


def a_payout(db, person, claim, decision, heir, **changes):
    said = {"claim_id": claim, "decision_id": decision, "payee": "heir", "heir_id": heir, "payee_name": "BUDI"}
    return put(
        db,
        "payout",
        **of(person, "bank_file", "failed_why", **said, what="benefit", about="x", amount_idr=100) | changes,
    )


def step(db, claim, state, **more):
    for name, value in {"state": state, **more}.items():
        db.execute(f"UPDATE claim SET {name} = %s WHERE id = %s", [value, claim])


class World:
    """One claim as far as a test wants it."""

    def __init__(self, db):
        self.db = db
        self.person, self.line = a_world(db)
        self.claim = a_claim(db, self.person, self.line)

    def put(self, make, *more, **changes):
        return make(self.db, self.person, self.claim, *more, **changes)

    def assessed(self):
        self.heir, self.assessment = self.put(an_heir), self.put(an_assessment)
        step(self.db, self.claim, "assessed")
        return self

    def approved(self):
        self.assessed()
        self.decision = self.put(a_decision, self.assessment)
        step(self.db, self.claim, "approved")
        return self

    def without(self, trigger, table):
        """The same without a trigger that would speak first."""
        self.db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.db.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")

    def due(self, **changes):
        return self.put(a_payout, self.decision, self.heir, **changes)


@pytest.fixture
def world():
    with as_owner() as db:
        yield World(db)


ROWS = [
    ("claim_report_teller_is_known", a_report, {"teller": "ghost"}),
    ("claim_report_names_its_teller", a_report, {"teller_name": ""}),
    ("heir_relation_is_known", an_heir, {"relation": "friend"}),
    ("heir_has_a_name", an_heir, {"name": ""}),
    ("heir_account_is_whole", an_heir, {"bank": "BRI"}),
    ("heir_account_number_is_sealed", an_heir, {"bank": "BRI", "account_number": "1", "account_holder": "v1:1:YWJj"}),
    ("claim_document_kind_is_known", a_document, {"kind": "selfie"}),
    ("claim_document_is_of_a_known_type", a_document, {"media": "text/html"}),
    ("claim_document_is_not_too_large", a_document, {"size_bytes": 6 * 1024 * 1024 + 1}),
    ("claim_document_is_not_too_large", a_document, {"size_bytes": 0}),
    ("claim_document_is_rejected_by_somebody", a_document, {"rejected_why": "kabur"}),
    ("assessment_is_not_negative", an_assessment, {"computed_idr": -1, "total_idr": -1}),
    ("assessment_deviates_for_a_reason", an_assessment, {"total_idr": 99}),
]  # fmt: skip


NOWHERE = {"village": "32.14.16.9999"}
PLACES = [
    ("claim_report_lies_in_a_known_village", a_report), ("claim_heir_lies_in_a_known_village", an_heir),
    ("claim_document_lies_in_a_known_village", a_document), ("claim_assessment_lies_in_a_known_village", an_assessment),
]  # fmt: skip
ROWS += [(sentence, make, NOWHERE) for sentence, make in PLACES]


@pytest.mark.parametrize(("sentence", "make", "changes"), ROWS)
def test_a_row_that_breaks_a_sentence_is_refused(world, sentence, make, changes):
    with breaks(world.db, sentence):
        world.put(make, **changes)


def test_the_holder_of_an_account_is_sealed_as_its_number_is(world):
    open_one = {"bank": "BRI", "account_number": "v1:1:YWJj", "account_holder": "BUDI"}
    with breaks(world.db, "heir_account_holder_is_sealed"):
        world.put(an_heir, **open_one)


CLAIMS = [
    ("claim_kind_is_known", {"kind": "birth", "cause": "work"}),
    ("claim_cause_is_known", {"cause": "fate"}),
    ("claim_begins_reported", {"state": "approved"}),
    ("accident_happens_at_work", {"kind": "accident", "cause": "natural"}),
    ("claim_has_a_clock_once_complete", {"complete_on": DAY}),
    ("claim_has_a_clock_once_complete", {"complete_on": DAY, "due_on": date(2025, 11, 23)}),
    ("death_is_claimed_once", {}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "changes"), CLAIMS)
def test_a_claim_that_breaks_a_sentence_is_refused(world, sentence, changes):
    person = world.person if sentence == "death_is_claimed_once" else a_person(world.db, nik="3214991705800002")
    with breaks(world.db, sentence):
        a_claim(world.db, person, world.line, **{"number": "25-000002-ABCD", **changes})


def test_an_accident_of_one_day_is_claimed_once(world):
    told = {"kind": "accident", "cause": "work"}
    a_claim(world.db, world.person, world.line, number="25-000002-ABCD", **told)
    with breaks(world.db, "accident_is_claimed_once"):
        a_claim(world.db, world.person, world.line, number="25-000003-ABCD", **told)


def test_a_paper_is_brought_once(world):
    world.put(a_document)
    with breaks(world.db, "claim_document_is_brought_once"):
        world.put(a_document, stored_as="g")


STEPS = [
    ("claim_state_is_known", "lost"),
    ("claim_takes_known_steps", "paid"),
    ("claim_takes_known_steps", "approved"),
    ("claim_is_assessed_by_somebody", "assessed"),
]


@pytest.mark.parametrize(("sentence", "state"), STEPS)
def test_a_reported_claim_takes_no_step_that_it_may_not(world, sentence, state):
    if sentence == "claim_state_is_known":
        world.db.execute("INSERT INTO claim_move VALUES ('reported', 'lost')")
    with breaks(world.db, sentence):
        step(world.db, world.claim, state)


@pytest.mark.parametrize("table", ["claim", "claim_step"])
def test_a_claim_and_its_steps_stay_in_a_known_village(world, table):
    sentence = {"claim": "claim_lies_in_a_known_village", "claim_step": "claim_step_lies_in_a_known_village"}[table]
    with breaks(world.db, sentence):
        world.db.execute(f"UPDATE {table} SET village = '32.14.16.9999' WHERE person_id = %s", [world.person])


def test_a_claim_stays_of_its_worker(world):
    other = a_person(world.db, nik="3214991705800002")
    for change in (f"person_id = {other}", "number = '1'", "kind = 'accident', cause = 'work'"):
        with breaks(world.db, "claim_stays_of_its_worker"):
            world.db.execute(f"UPDATE claim SET {change} WHERE id = %s", [world.claim])


DECISIONS = [
    ("decision_verdict_is_known", {"verdict": "maybe", "reason": "x"}),
    ("decision_is_by_other_eyes", {"by": "a"}),
    ("decision_is_by_other_eyes", {"by": ""}),
    ("decision_against_says_why", {"verdict": "refused"}),
    ("decision_is_about_who_assessed", {"assessed_by": "c"}),
    ("claim_decision_lies_in_a_known_village", NOWHERE),
]


@pytest.mark.parametrize(("sentence", "changes"), DECISIONS)
def test_a_decision_that_breaks_a_sentence_is_refused(world, sentence, changes):
    world.assessed()
    with breaks(world.db, sentence):
        world.put(a_decision, world.assessment, **changes)


@pytest.mark.parametrize("state", ["approved", "refused"])
def test_nothing_is_decided_by_a_step_alone(world, state):
    world.assessed()
    with breaks(world.db, "claim_is_decided_by_other_eyes"):
        step(world.db, world.claim, state)


def test_a_decision_is_about_the_last_assessment_of_a_claim_that_waits(world):
    early = world.put(an_assessment)
    with breaks(world.db, "decision_is_about_the_last_assessment"):
        world.put(a_decision, early)
    world.assessed()
    with breaks(world.db, "decision_is_about_the_last_assessment"):
        world.put(a_decision, early)


def test_a_claim_is_approved_once(world):
    world.approved()
    world.without("last_assessment", "claim_decision")
    with breaks(world.db, "claim_is_approved_once"):
        world.put(a_decision, world.put(an_assessment))


def test_an_assessment_is_known_with_its_author(world):
    made = world.put(an_assessment)
    with pytest.raises(psycopg.errors.UniqueViolation), world.db.transaction():
        world.put(an_assessment, id=made)
    assert "assessment_is_known_with_its_author" in _unique(world.db, "claim_assessment")


def _unique(db, table):
    return {name for (name,) in db.execute(
        "SELECT conname FROM pg_constraint WHERE contype = 'u' AND conrelid = %s::regclass", [table])}  # fmt: skip


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
        world.db.execute("UPDATE payout SET state = 'sent' WHERE id = %s", [made])
    if sentence == "payout_state_is_known":
        world.without("once", "payout")
    with breaks(world.db, sentence):
        world.db.execute(f"UPDATE payout SET {change} WHERE id = %s", [made])


def test_what_was_paid_is_not_paid_again_nor_taken_back(world):
    made = world.approved().due()
    for state, day in (("sent", None), ("paid", DAY)):
        world.db.execute("UPDATE payout SET state = %s, paid_on = %s WHERE id = %s", [state, day, made])
    for state in ("due", "sent", "failed"):
        with breaks(world.db, "payout_is_paid_once"):
            world.db.execute("UPDATE payout SET state = %s WHERE id = %s", [state, made])


def test_a_claim_is_paid_in_full_or_not_called_paid(world):
    made = world.approved().due(amount_idr=60)
    with breaks(world.db, "claim_is_paid_in_full"):
        step(world.db, world.claim, "paid")
    for state, day in (("sent", None), ("paid", DAY)):
        world.db.execute("UPDATE payout SET state = %s, paid_on = %s WHERE id = %s", [state, day, made])
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


def test_who_has_an_open_claim_is_not_erased(world):
    erased = """UPDATE person SET nik = 'X' || left(nik, 15), name = 'Dihapus', birth_on = '1900-01-01', sex = NULL,
        erased_on = '2040-01-01' WHERE id = %s"""
    with breaks(world.db, "person_with_an_open_claim_is_not_erased"):
        world.db.execute(erased, [world.person])


LOCKED = [
    "UPDATE claim_report SET said = 'x'", "UPDATE claim_assessment SET total_idr = 1", "UPDATE claim_decision SET by = 'x'",
    "DELETE FROM claim", "DELETE FROM claim_heir", "DELETE FROM claim_document", "DELETE FROM payout",
    "INSERT INTO claim_move VALUES ('reported', 'paid')", "DELETE FROM claim_step", "UPDATE payout SET amount_idr = 1",
    "UPDATE claim_series SET last = 1", "SELECT * FROM claim_series",
]  # fmt: skip


@pytest.mark.parametrize("statement", LOCKED)
def test_the_program_itself_has_no_right_to_rewrite_what_happened(statement):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)


def test_a_claim_is_seen_by_its_own_area_alone():
    with as_app() as db:
        a_programme(db)
        a_claim(db, a_person(db), a_line(db))
        assert db.execute("SELECT count(*) FROM claim").fetchone() == (1,)
    with as_app("33.01") as db:
        assert db.execute("SELECT count(*) FROM claim").fetchone() == (0,)
