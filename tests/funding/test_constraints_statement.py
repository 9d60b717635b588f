"""Statements and their lines: what the database refuses, whoever writes it; and two who decide at the same moment."""

from __future__ import annotations

import threading
from datetime import datetime

import psycopg
import pytest

from tests.roles import NOVEMBER, a_line, a_programme, as_app, breaks, put, see

AT = datetime(2025, 12, 1, 9, 0).astimezone()
STATEMENT = {
    "region": "32.14", "fingerprint": "x", "file_name": "a", "account": "1", "opening_idr": 10, "moved_idr": -5,
    "closing_idr": 5, "lines": 1, "known": 0, "taken_at": AT, "taken_by": "t",
}  # fmt: skip
LINE = {
    "region": "32.14", "row": 1, "booked_on": NOVEMBER, "amount_idr": -5, "text": "t", "number": "", "mark": "m",
    "outcome": "no-code", "reason": "", "decided_by": "",
}  # fmt: skip

SAID = {"reason": "r", "decided_by": "b"}


def a_statement(db, **changes):
    return put(db, "bank_statement", **{**STATEMENT, **changes})


def a_statement_line(db, statement, **changes):
    return put(db, "statement_line", statement_id=statement, **{**LINE, **changes})


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("bank_statement_is_taken_once", {}),
        ("bank_statement_adds_up", {"fingerprint": "y", "closing_idr": 6}),
        ("bank_statement_knows_no_more_than_it_has", {"fingerprint": "y", "known": 2}),
    ],
)
def test_a_wrong_statement_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        a_statement(db)
        with breaks(db, constraint):
            a_statement(db, **changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("statement_line_stands_once", {}),
        ("statement_line_moves_money", {"mark": "n", "amount_idr": 0}),
        ("statement_line_outcome_is_known", {"mark": "n", "outcome": "lost"}),
        ("statement_line_names_what_it_paid", {"mark": "n", "outcome": "paid"}),
        (
            "statement_line_names_what_it_paid",
            {"mark": "n", "outcome": "received", "entry": 1, "reason": "r", "decided_by": "b"},
        ),
        (
            "statement_line_names_what_it_paid",
            {"mark": "n", "outcome": "received", "amount_idr": 5, "reason": "r", "decided_by": "b"},
        ),
        ("statement_line_names_what_it_paid", {"mark": "n", "outcome": "refunded", "entry": 1, **SAID}),
        ("statement_line_names_what_it_paid", {"mark": "n", "outcome": "overpaid", **SAID}),
        (
            "statement_line_names_what_it_paid",
            {"mark": "n", "outcome": "overpaid", "amount_idr": 5, "entry": 1, **SAID},
        ),
        ("statement_line_by_hand_says_why_and_by_whom", {"mark": "n", "outcome": "overpaid", "entry": 1}),
        ("statement_line_by_hand_says_why_and_by_whom", {"mark": "n", "outcome": "set-aside"}),
        ("statement_line_by_hand_says_why_and_by_whom", {"mark": "n", "outcome": "opened", "reason": "r"}),
        (
            "statement_line_by_hand_says_why_and_by_whom",
            {"mark": "n", "outcome": "received", "amount_idr": 5, "entry": 1, "reason": "r"},
        ),
    ],
)
def test_a_wrong_line_is_refused_by_the_database(constraint, changes):
    with as_app() as db:
        statement = a_statement(db)
        a_statement_line(db, statement)
        with breaks(db, constraint):
            a_statement_line(db, statement, **changes)


INVOICE = {
    "region": "32.14", "month": NOVEMBER, "number": 1, "made_on": NOVEMBER, "by": "t", "workers": 1, "amount_idr": 5,
    "credited_idr": 0, "paid_idr": 0,
}  # fmt: skip
PAID = "UPDATE statement_line SET outcome = 'paid', invoice_id = %s, entry = 1 WHERE id = %s"


def paid_for(owner, app):
    """An invoice, two lines: the numbers of all three."""
    a_programme(owner)
    invoice = put(owner, "invoice", line_id=a_line(owner), **INVOICE)
    statement = a_statement(app, lines=2)
    return invoice, a_statement_line(app, statement), a_statement_line(app, statement, mark="n")


def test_an_invoice_is_paid_by_one_line_and_a_line_is_decided_once(fresh_database):
    with psycopg.connect(fresh_database.owner_url) as db:
        see(db, "")
        invoice, first, second = paid_for(db, db)
        db.execute(PAID, [invoice, first])
        with breaks(db, "invoice_is_paid_by_one_line"):
            db.execute(PAID, [invoice, second])
        with breaks(db, "statement_line_is_decided_once"):
            db.execute(
                "UPDATE statement_line SET outcome = 'no-code', invoice_id = NULL, entry = NULL WHERE id = %s", [first]
            )


def test_a_line_that_was_booked_as_a_receipt_is_not_decided_again():
    received = {"outcome": "received", "amount_idr": 5, "entry": 1, "reason": "r", "decided_by": "b"}
    with as_app() as db:
        booked = a_statement_line(db, a_statement(db), **received)
        with breaks(db, "statement_line_is_decided_once"):
            db.execute("UPDATE statement_line SET outcome = 'incoming', entry = NULL WHERE id = %s", [booked])


OPENED = """UPDATE statement_line SET outcome = 'opened', invoice_id = NULL, entry = NULL, reason = 'r', decided_by = 'b'
    WHERE id = %s"""


def test_what_a_line_has_booked_opens_it_only_when_it_was_taken_back(fresh_database):
    with psycopg.connect(fresh_database.owner_url) as db:
        see(db, "")
        invoice, line, _ = paid_for(db, db)
        db.execute(PAID, [invoice, line])
        with breaks(db, "statement_line_is_decided_once"):
            db.execute(OPENED, [line])


@pytest.mark.parametrize("before", ["no-code", "opened"])
def test_two_treasurers_at_once_cannot_decide_on_the_same_line(fresh_database, before):
    with psycopg.connect(fresh_database.owner_url) as owner:
        see(owner, "")
        invoice, line, _ = paid_for(owner, owner)
        if before == "opened":
            owner.execute(OPENED, [line])
    aside = "UPDATE statement_line SET outcome = 'set-aside', reason = 'biaya', decided_by = 'b' WHERE id = %s"
    told: list[str] = []

    def second():
        with psycopg.connect(fresh_database.app_url) as db:
            see(db, "")
            try:
                db.execute(aside, [line])
            except psycopg.errors.CheckViolation as error:
                told.append(str(error.diag.constraint_name))

    with psycopg.connect(fresh_database.app_url) as db:
        see(db, "")
        db.execute(PAID, [invoice, line])
        rival = threading.Thread(target=second)
        rival.start()
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        with psycopg.connect(fresh_database.owner_url, autocommit=True) as looking:
            while rival.is_alive() and not looking.execute(waits).fetchone()[0]:
                pass
        db.commit()
        rival.join()
    assert told == ["statement_line_is_decided_once"]
