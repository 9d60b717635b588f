"""Each sentence of the tables of accidents and scholarships, broken in raw SQL and refused by that very name."""

from datetime import date

import psycopg
import pytest

from tests.claims.test_constraints import (
    DAY,
    NOWHERE,
    World,
    a_claim,
    a_decision,
    a_document,
    a_payout,
    an_assessment,
    an_heir,
    of,
    step,
)
from tests.roles import a_person, as_app, as_owner, breaks, put

_shade = iter(range(1000))


def an_accident(db, person, claim, **changes):
    said = {"claim_id": claim, "occurred_at": DAY, "report_until": DAY, "source": "jatuh", "suspected": False}
    rest = of(person, "concluded", "concluded_by", "concluded_why", "outcome", "doctor_name", **said)
    return put(db, "accident", **rest | {"losses": "[]", "left_handed": False} | changes)


def a_paper(db, person, claim, kind="treatment-receipt"):
    number = next(_shade)
    return a_document(db, person, claim, kind=kind, stored_as=f"p{number}", sha256=f"p{number}")


def a_letter(db, person, claim, **changes):
    said = {"claim_id": claim, "number": "SJ-2025-000001", "hospital": "RSUD", "valid_until": DAY, "code": "A"}
    return put(
        db,
        "treatment_letter",
        **of(person, "cancelled_why", "bank", "account_number", "account_holder", **said, issued_by="a", issued_at=DAY)
        | changes,
    )


def a_cost(db, person, claim, **changes):
    said = {"claim_id": claim, "kind": "glasses", "amount_idr": 5, "spent_on": DAY, "facility": "optik"}
    proof = changes.get("proof_id", 0) or a_paper(db, person, claim)
    return put(
        db, "accident_cost",
        **of(person, "removed_why", **said, proof_id=proof, entered_by="a", entered_at=DAY) | changes,
    )  # fmt: skip


def a_month(db, person, claim, **changes):
    said = {"claim_id": claim, "month": date(2025, 11, 1), "entered_by": "a", "entered_at": DAY}
    proof = changes.get("proof_id", 0) or a_paper(db, person, claim, "doctor")
    return put(db, "inability_month", **of(person, "removed_why", **said, proof_id=proof) | changes)


def a_child(db, person, claim, heir, **changes):
    said = {"claim_id": claim, "heir_id": heir, "number": 1, "year": 1, "studying": True, "work": "none"}
    return put(
        db, "scholarship_child",
        **of(person, "level", **said, wage_work_months=0, entered_by="a", entered_at=DAY) | changes,
    )  # fmt: skip


def a_year(db, person, claim, child, **changes):
    said = {"claim_id": claim, "child_id": child, "due_on": DAY, "level": "sd", "year": 1, "amount_idr": 9}
    return put(db, "scholarship_year", **of(person, "checked_by", "approved_by", "why", **said) | changes)


class Hurt(World):
    """An accident, with a letter that is used and a bill on it."""

    def __init__(self, db):
        super().__init__(db)
        self.claim = a_claim(
            db, self.person, self.line, number="25-000009-ABCD", kind="accident", cause="work", happened_on=DAY
        )
        self.accident = self.put(an_accident)

    def treated(self, amount=70):
        self.letter = self.put(a_letter)
        self.db.execute("UPDATE treatment_letter SET state = 'used', used_on = %s WHERE id = %s", [DAY, self.letter])
        self.cost = self.put(a_cost, kind="treatment", amount_idr=amount, letter_id=self.letter)
        return self


@pytest.fixture
def world():
    with as_owner() as db:
        yield World(db)


@pytest.fixture
def hurt():
    with as_owner() as db:
        yield Hurt(db)


class Schooled(World):
    """A death approved, with a child whose first year is planned."""

    def __init__(self, db):
        super().__init__(db)
        self.child_heir = self.put(an_heir, relation="child", name="ANI")
        self.child = self.put(a_child, self.child_heir)
        self.approved()
        self.year = self.put(a_year, self.child)

    def change(self, change):
        self.db.execute(f"UPDATE scholarship_year SET {change} WHERE id = %s", [self.year])

    def proven(self, approved="y"):
        proof = self.put(a_paper, "schooling")
        self.change(f"state = 'proven', proof_id = {proof}, checked_by = 'x', approved_by = '{approved}'")
        return self

    def paid_out(self, **changes):
        said = {"payee": "child", "payee_name": "ANI", "what": "scholarship", "about": "2025/1", "amount_idr": 9}
        return self.put(a_payout, self.decision, self.child_heir, **(said | changes))


@pytest.fixture
def schooled():
    with as_owner() as db:
        yield Schooled(db)


ACCIDENTS = [
    ("accident_conclusion_is_known", "concluded = 'maybe', concluded_by = 'a', concluded_why = 'x', concluded_at = now()"),
    ("accident_is_concluded_by_somebody_for_a_reason", "concluded = 'none'"),
    ("accident_outcome_is_known", "outcome = 'lost'"),
    ("accident_outcome_is_stated_by_a_doctor", "outcome = 'recovered'"),
    ("accident_outcome_comes_after_it", "stated_at = '2025-11-23'"),
    ("accident_partial_loss_names_what_was_lost", "losses = '[\"eye\"]'"),
    ("accident_lies_in_a_known_village", "village = '32.14.16.9999'"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "change"), ACCIDENTS)
def test_an_accident_that_breaks_a_sentence_is_refused(hurt, sentence, change):
    if sentence == "accident_outcome_is_known":
        change += ", doctor_name = 'R', stated_at = now(), outcome_until = now(), outcome_told_at = now()"
    with breaks(hurt.db, sentence):
        hurt.db.execute(f"UPDATE accident SET {change} WHERE id = %s", [hurt.accident])


ROWS = [
    ("accident_cost_kind_is_known", a_cost, {"kind": "cigarettes"}),
    ("accident_cost_is_of_at_least_one_rupiah", a_cost, {"amount_idr": 0}),
    ("accident_cost_lies_in_a_known_village", a_cost, NOWHERE),
    ("inability_month_begins_on_its_first_day", a_month, {"month": DAY}),
    ("inability_month_lies_in_a_known_village", a_month, NOWHERE),
    ("letter_account_is_whole", a_letter, {"bank": "BJB"}),
    ("letter_names_a_hospital", a_letter, {"hospital": ""}),
    ("treatment_letter_lies_in_a_known_village", a_letter, NOWHERE),
    ("letter_follows_a_guarantee", a_letter, {"state": "used", "used_on": DAY}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "make", "changes"), ROWS)
def test_a_cost_a_month_or_a_letter_that_breaks_a_sentence_is_refused(hurt, sentence, make, changes):
    with breaks(hurt.db, sentence):
        hurt.put(make, **changes)


@pytest.mark.parametrize("make", [an_accident, a_cost, a_month, a_letter])
def test_what_an_accident_left_behind_is_of_an_accident(world, make):
    with breaks(world.db, "accident_facts_are_of_an_accident"):
        world.put(make)


def test_a_cost_has_its_own_paper_of_its_own_claim(hurt):
    stranger = a_claim(hurt.db, a_person(hurt.db, nik="3214991705800002"), hurt.line, number="25-000003-ABCD")
    paper = a_paper(hurt.db, hurt.person, stranger)
    for make in (a_cost, a_month):
        with breaks(hurt.db, "accident_cost_has_its_paper"):
            hurt.put(make, proof_id=paper)
    own = hurt.put(a_paper)
    hurt.put(a_cost, proof_id=own)
    with breaks(hurt.db, "paper_proves_one_cost"):
        hurt.put(a_cost, proof_id=own, kind="dentures")


def test_a_month_is_counted_once(hurt):
    hurt.put(a_month)
    with breaks(hurt.db, "inability_month_is_counted_once"):
        hurt.put(a_month)


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


def test_what_was_decided_about_stands(hurt):
    hurt.treated().approved()
    for statement in ("UPDATE accident_cost SET amount_idr = 71", "UPDATE accident_cost SET removed_why = 'x'",
                      "UPDATE accident SET outcome = ''||outcome, occurred_at = now()"):  # fmt: skip
        with breaks(hurt.db, "accident_facts_stand_once_decided"):
            hurt.db.execute(statement)
    with breaks(hurt.db, "accident_facts_stand_once_decided"):
        hurt.put(a_month)
    hurt.db.execute("UPDATE accident SET back_at_work_on = %s", [DAY])


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


FOLLOWS = [{"cause": "natural"}, {"happened_on": date(2025, 11, 23)}]


@pytest.mark.parametrize("change", FOLLOWS)
def test_a_death_follows_an_accident_of_its_worker_at_work_and_not_before_it(hurt, change):
    hurt.db.execute("DELETE FROM claim_step")
    hurt.db.execute("DELETE FROM claim WHERE kind = 'death'")
    said = {"number": "25-000005-ABCD", "cause": "work", "follows_id": hurt.claim}
    with breaks(hurt.db, "death_follows_an_accident_of_its_worker"):
        a_claim(hurt.db, hurt.person, hurt.line, **{**said, **change})
    other = a_person(hurt.db, nik="3214991705800002")
    with breaks(hurt.db, "death_follows_an_accident_of_its_worker"):
        a_claim(hurt.db, other, hurt.line, **said)


CHILDREN = [
    ("scholarship_child_works_in_a_known_way", {"work": "sailor"}),
    ("scholarship_child_works_for_wages_some_months", {"work": "wage"}),
    ("scholarship_child_has_a_number_of_its_own", {}),
    ("scholarship_child_is_named_once", {"number": 2}),
    ("scholarship_child_lies_in_a_known_village", NOWHERE | {"number": 2}),
]


@pytest.mark.parametrize(("sentence", "changes"), CHILDREN)
def test_a_child_that_breaks_a_sentence_is_refused(schooled, sentence, changes):
    heir = schooled.child_heir
    if sentence != "scholarship_child_is_named_once":
        heir = schooled.put(an_heir, relation="child", name="BIMA")
    with breaks(schooled.db, sentence):
        schooled.put(a_child, heir, **changes)


def test_a_scholarship_is_a_child_s_of_the_same_claim(schooled):
    with breaks(schooled.db, "scholarship_child_is_of_this_claim"):
        schooled.put(a_child, schooled.heir, number=2)
    with breaks(schooled.db, "scholarship_child_is_of_this_claim"):
        schooled.db.execute("UPDATE scholarship_child SET number = 3")


YEARS = [
    ("scholarship_year_is_of_at_least_one_rupiah", {"amount_idr": 0}),
    ("scholarship_year_is_due_once", {"year": 2}),
    ("school_year_is_paid_once", {"due_on": date(2026, 11, 24)}),
    ("scholarship_year_follows_an_approval", {"state": "proven"}),
    ("scholarship_year_lies_in_a_known_village", NOWHERE | {"year": 2, "due_on": date(2026, 11, 24)}),
]


@pytest.mark.parametrize(("sentence", "changes"), YEARS)
def test_a_year_that_breaks_a_sentence_is_refused(schooled, sentence, changes):
    with breaks(schooled.db, sentence):
        schooled.put(a_year, schooled.child, **changes)


def test_no_year_is_planned_without_an_approval(world):
    child = world.put(a_child, world.put(an_heir, relation="child", name="ANI"))
    with breaks(world.db, "scholarship_year_follows_an_approval"):
        world.put(a_year, child)


CHANGES = [
    ("scholarship_year_takes_known_steps", "state = 'paid'"),
    ("scholarship_year_state_is_known", "state = 'lost'"),
    ("scholarship_year_stops_for_a_reason", "state = 'ended'"),
    ("scholarship_year_is_approved_by_other_eyes", "checked_by = 'x', approved_by = 'x'"),
    ("scholarship_year_is_approved_by_other_eyes", "approved_by = 'x'"),
    ("schooling_is_proven_by_a_paper_of_this_claim", "state = 'proven', checked_by = 'x'"),
]


@pytest.mark.parametrize(("sentence", "change"), CHANGES)
def test_a_year_takes_no_step_that_it_may_not(schooled, sentence, change):
    if sentence == "scholarship_year_state_is_known":
        schooled.without("known_steps", "scholarship_year")
    with breaks(schooled.db, sentence):
        schooled.change(change)


def test_a_year_is_proven_before_somebody_by_a_paper_of_its_own(schooled):
    proof = schooled.put(a_paper, "schooling")
    with breaks(schooled.db, "scholarship_year_is_proven_before_somebody"):
        schooled.change(f"state = 'proven', proof_id = {proof}")
    schooled.change(f"state = 'proven', proof_id = {proof}, checked_by = 'x'")
    second = schooled.put(a_year, schooled.child, year=2, due_on=date(2026, 11, 24))
    with breaks(schooled.db, "schooling_paper_proves_one_year"):
        schooled.db.execute("UPDATE scholarship_year SET proof_id = %s WHERE id = %s", [proof, second])


@pytest.mark.parametrize(
    "change",
    [{"amount_idr": 8}, {"amount_idr": 10}, {"about": "2026/1"}, {"about": "2025/2"}, {"payee": "heir"}],
)
def test_a_scholarship_is_paid_for_its_own_proven_year_exactly(schooled, change):
    with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
        schooled.paid_out()
    schooled.proven(approved="")
    with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
        schooled.paid_out()
    schooled.change("approved_by = 'y'")
    with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
        schooled.paid_out(**change)


def test_a_year_is_paid_once_and_stays_as_it_was_instructed(schooled):
    made = schooled.proven().paid_out()
    for again in ({}, {"payee_name": "LAIN"}):
        with breaks(schooled.db, "scholarship_is_paid_for_its_own_proven_year"):
            schooled.paid_out(**again)
    for change in ("amount_idr = 99", "approved_by = 'z'", "payout_id = NULL"):
        with breaks(schooled.db, "scholarship_year_stays_once_instructed"):
            schooled.change(change)
    for state in ("ended", "planned", "paid"):
        with breaks(schooled.db, "scholarship_year_takes_known_steps"):
            schooled.change(f"state = '{state}', why = 'x'")
    schooled.db.execute("UPDATE payout SET state = 'sent' WHERE id = %s", [made])
    schooled.db.execute("UPDATE payout SET state = 'paid', paid_on = %s WHERE id = %s", [DAY, made])
    assert schooled.db.execute("SELECT state FROM scholarship_year").fetchall() == [("paid",)]


def test_no_payout_is_tied_to_a_year_that_nobody_approved(schooled):
    made = schooled.due()
    with breaks(schooled.db, "scholarship_is_paid_after_an_approval"):
        schooled.change(f"payout_id = {made}")


def test_a_scholarship_comes_besides_what_was_approved(schooled):
    schooled.due(amount_idr=100)
    schooled.proven().paid_out()
    assert schooled.db.execute("SELECT sum(amount_idr) FROM payout").fetchone() == (109,)


def test_who_has_a_scholarship_to_come_is_not_erased(schooled):
    schooled.due()
    schooled.db.execute("UPDATE payout SET state = 'sent'")
    schooled.db.execute("UPDATE payout SET state = 'paid', paid_on = %s", [DAY])
    step(schooled.db, schooled.claim, "paid")
    erased = """UPDATE person SET nik = 'X' || left(nik, 15), name = 'Dihapus', birth_on = '1900-01-01', sex = NULL,
        erased_on = '2060-01-01' WHERE id = %s"""
    with breaks(schooled.db, "person_with_an_open_claim_is_not_erased"):
        schooled.db.execute(erased, [schooled.person])


LOCKED = [
    "DELETE FROM accident", "DELETE FROM accident_cost", "DELETE FROM inability_month", "DELETE FROM treatment_letter",
    "DELETE FROM scholarship_child", "DELETE FROM scholarship_year", "UPDATE accident_cost SET amount_idr = 1",
    "UPDATE inability_month SET month = now()", "UPDATE treatment_letter SET hospital = 'x'",
    "UPDATE scholarship_year SET payout_id = 1", "UPDATE scholarship_year SET due_on = now()",
]  # fmt: skip


@pytest.mark.parametrize("statement", LOCKED)
def test_the_program_itself_has_no_right_to_rewrite_what_happened(statement):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)


def test_a_used_decision_of_another_claim_frees_no_scholarship(schooled):
    other = Hurt.__new__(Hurt)
    other.db, other.person, other.line = schooled.db, schooled.person, schooled.line
    other.claim = a_claim(
        schooled.db, schooled.person, schooled.line, number="25-000008-ABCD", kind="accident", cause="work"
    )
    assessment = other.put(an_assessment)
    step(schooled.db, other.claim, "assessed")
    decision = other.put(a_decision, assessment)
    schooled.proven()
    with breaks(schooled.db, "payout_follows_an_approval"):
        schooled.put(
            a_payout, decision, schooled.child_heir, payee="child", what="scholarship", about="2025/1", amount_idr=9
        )
