"""Rows of claims in raw SQL, and a claim as far as a test of the database's own limits wants it."""

from datetime import date

from tests.roles import TANJUNGSARI, a_world, put

DAY = date(2025, 11, 24)
NOWHERE = {"village": "32.14.16.9999"}
ACCOUNT = {
    "bank": "BRI", "account_number": "v1:1:YWJj", "account_holder": "v1:1:YWJj", "account_mark": b"m" * 32
}  # fmt: skip
# How raw SQL sends a payout: with the account that it is sent to.
SENT = "state = 'sent', sent_bank = 'BRI', sent_number = 'v1:1:YWJj', sent_holder = 'v1:1:YWJj'"
_shade = iter(range(1000))


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

    def sent(self, payout):
        self.db.execute(f"UPDATE payout SET {SENT} WHERE id = %s", [payout])

    def paid(self, payout, on=DAY):
        """Sent, and paid on a day."""
        self.sent(payout)
        self.db.execute("UPDATE payout SET state = 'paid', paid_on = %s WHERE id = %s", [on, payout])


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
