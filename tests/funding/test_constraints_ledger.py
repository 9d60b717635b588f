"""The ledger refuses by the very constraint whose sentence is broken, and nothing in it is ever rewritten."""

import psycopg
import pytest

from tests.roles import (
    DECEMBER,
    NOVEMBER,
    TANJUNGSARI,
    a_line,
    a_month,
    a_pledge,
    a_programme,
    a_world,
    as_app,
    as_owner,
    breaks,
    put,
    see,
)

PAYER_SENT = {"kind": "receipt", "from_account": "payer", "to_account": "bank"}
PAID = {"kind": "payment", "from_account": "bank", "to_account": "bpjs"}
TRANSFERS = [
    ("transfer_moves_at_least_one_rupiah", {"amount_idr": 0}),
    ("transfer_goes_a_way_of_its_kind", {"to_account": "paid"}),
    ("transfer_goes_a_way_of_its_kind", {"kind": "gift"}),
    ("transfer_goes_a_way_of_its_kind", {"from_account": "left", "to_account": "promise"}),
    ("transfer_says_why_and_by_whom", {"reason": ""}),
    ("transfer_is_about_a_whole_month", {"month": "2025-11-02"}),
    ("transfer_lies_where_its_line_does", {"region": "32.14.16"}),
    ("line_pays_no_more_than_it_received", PAID),
    ("line_gets_back_no_more_than_it_is_owed", {"kind": "refund", "from_account": "owed"}),
    ("bpjs_gives_back_no_more_than_it_got", {"kind": "refund", "from_account": "bpjs", "to_account": "bank"}),
    ("line_pays_no_more_than_was_invoiced", {"kind": "payment", "from_account": "invoiced", "to_account": "paid"}),
]


@pytest.fixture
def line():
    with as_owner() as db:
        a_programme(db)
        yield db, a_line(db)


@pytest.mark.parametrize(("sentence", "changes"), TRANSFERS)
def test_a_transfer_that_breaks_a_sentence_is_refused(line, sentence, changes):
    db, line_id = line
    with breaks(db, sentence):
        a_pledge(db, line_id, **changes)


CARRIED = [
    ("line_commits_no_more_than_it_holds", "left_idr = -1, committed_idr = committed_idr + left_idr + 1"),
    ("line_invoices_no_more_than_it_committed", "committed_idr = -1, left_idr = left_idr + committed_idr + 1"),
    ("line_gets_back_no_more_than_it_paid", "paid_idr = -1, left_idr = left_idr + 1"),
    ("line_balance_adds_up", "left_idr = left_idr + 1"),
    ("line_balance_adds_up", "bank_idr = bank_idr + 1"),
    ("line_says_paid_only_what_bpjs_has", "paid_idr = paid_idr + 1, left_idr = left_idr - 1"),
    ("line_says_paid_only_what_bpjs_has", "owed_idr = owed_idr + 1, left_idr = left_idr - 1"),
]


@pytest.mark.parametrize(("sentence", "change"), CARRIED)
def test_a_balance_that_breaks_a_sentence_is_refused(line, sentence, change):
    db, line_id = line
    with breaks(db, sentence):
        db.execute(f"UPDATE line_balance SET {change} WHERE line_id = %s", [line_id])


def test_a_line_commits_no_more_than_it_holds_and_says_what_is_missing():
    with as_app() as db:
        person, _ = a_world(db)
        poor = a_line(db, code="poor")
        with pytest.raises(psycopg.errors.CheckViolation) as refused, db.transaction():
            db.execute("UPDATE enrolment SET line_id = %s WHERE person_id = %s", [poor, person])
            a_month(db, person, poor, price_idr=1_000_000_777)
        assert refused.value.diag.constraint_name == "line_commits_no_more_than_it_holds"
        assert refused.value.diag.message_detail == "777"


@pytest.fixture
def invoiced():
    """A worker with November on an invoice, seen by the owner of the tables."""
    with as_owner() as db:
        db.execute("SELECT set_config('payung.numbers_from', '0', true), set_config('payung.numbers_until', '~', true)")
        person, line_id = a_world(db)
        a_month(db, person, line_id)
        (made,) = db.execute("SELECT invoice_month(%s, %s)", [line_id, NOVEMBER]).fetchone()
        yield db, person, line_id, made


def an_item(db, person, invoice, **changes):
    said = {"month": NOVEMBER, "person_id": person, "round": 0, "invoice_id": invoice, "village": TANJUNGSARI}
    put(db, "invoice_item", **{**said, "price_idr": 16_800, **changes})


def a_credit(db, person, invoice, **changes):
    said = {"month": NOVEMBER, "person_id": person, "round": 0, "invoice_id": invoice, "village": TANJUNGSARI}
    put(db, "invoice_credit", **{**said, "credited_on": NOVEMBER, "why": "refused", **changes})


def test_a_worker_month_is_invoiced_once(invoiced):
    db, person, _, made = invoiced
    with breaks(db, "worker_month_is_invoiced_once"):
        an_item(db, person, made)
    with breaks(db, "worker_month_is_invoiced_again_after_a_credit_only"):
        an_item(db, person, made, round=1)
    a_credit(db, person, made)
    an_item(db, person, made, round=1)


def test_a_worker_month_is_credited_once_and_only_when_it_was_invoiced(invoiced):
    db, person, _, made = invoiced
    with breaks(db, "credit_is_of_an_invoiced_month"):
        a_credit(db, person, made, month=DECEMBER)
    with breaks(db, "invoice_credit_says_why"):
        a_credit(db, person, made, why="")
    a_credit(db, person, made)
    with breaks(db, "worker_month_is_credited_once"):
        a_credit(db, person, made)


def test_a_price_on_an_invoice_is_not_negative(invoiced):
    db, person, _, made = invoiced
    with breaks(db, "invoice_item_price_is_not_negative"):
        an_item(db, person, made, month=DECEMBER, price_idr=-1)


INVOICES = [
    ("invoice_is_of_a_whole_month", "month = '2025-11-02'"),
    ("invoice_is_of_somebody", "workers = 0"),
    ("invoice_is_paid_at_most_once", "paid_idr = amount_idr + 1"),
    ("invoice_is_paid_at_most_once", "paid_idr = amount_idr, credited_idr = 1"),
]


@pytest.mark.parametrize(("sentence", "change"), INVOICES)
def test_an_invoice_that_breaks_a_sentence_is_refused(invoiced, sentence, change):
    db, _, _, made = invoiced
    with breaks(db, sentence):
        db.execute(f"UPDATE invoice SET {change} WHERE id = %s", [made])


def test_an_invoice_has_its_own_number(invoiced):
    db, _, line_id, _made = invoiced
    again = {"line_id": line_id, "region": "32.14", "month": NOVEMBER, "number": 1, "made_on": NOVEMBER, "by": "x"}
    with breaks(db, "invoice_has_its_own_number"):
        put(db, "invoice", **again, workers=1, amount_idr=1, credited_idr=0, paid_idr=0)


def test_a_correction_is_the_opposite_of_one_transfer(line):
    db, line_id = line
    made = a_pledge(db, line_id, amount_idr=5)
    back = {"kind": "pledge", "from_account": "left", "to_account": "promise", "corrects_id": made}
    with breaks(db, "correction_is_the_opposite_of_one_transfer"):
        a_pledge(db, line_id, **back, amount_idr=4)
    a_pledge(db, line_id, **back, amount_idr=5)


@pytest.mark.parametrize("change", ["UPDATE transfer SET amount_idr = 1", "DELETE FROM transfer"])
def test_nothing_in_the_ledger_is_rewritten_by_anybody(line, change):
    db, _ = line
    with breaks(db, "transfer_is_only_added_to"):
        db.execute(change)
    with as_app() as program, pytest.raises(psycopg.errors.InsufficientPrivilege):
        program.execute(change)


@pytest.fixture
def ended(invoiced):
    """The same, and the worker's cover has ended."""
    db, person, line_id, _ = invoiced
    see(db, "")
    (seat,) = db.execute("SELECT id FROM enrolment WHERE person_id = %s", [person]).fetchone()
    db.execute("SELECT end_cover(ARRAY[%s]::bigint[], ARRAY[%s]::date[], %s, 'refused')", [seat, NOVEMBER, NOVEMBER])
    yield db, person, line_id


SENTENCES = {
    "cover_ended": "cover_ended_is_only_added_to",
    "invoice_item": "invoice_item_is_only_added_to",
    "invoice_credit": "invoice_credit_is_only_added_to",
}


@pytest.mark.parametrize("table", SENTENCES)
@pytest.mark.parametrize("change", ["UPDATE {} SET village = '32.14.16.2006'", "DELETE FROM {}"])
def test_what_was_invoiced_credited_or_ended_is_not_rewritten(ended, table, change):
    db, _, _ = ended
    with breaks(db, SENTENCES[table]):
        db.execute(change.format(table))


def test_ended_cover_says_why(ended):
    db, person, line_id = ended
    said = {"month": NOVEMBER, "person_id": person, "line_id": line_id, "village": TANJUNGSARI, "price_idr": 1}
    with breaks(db, "cover_ended_says_why"):
        put(db, "cover_ended", **said, ended_on=NOVEMBER, why="")


def test_an_enrolment_says_why_it_ended():
    with as_app() as db:
        person, _ = a_world(db)
        with breaks(db, "enrolment_says_why_it_ended"):
            db.execute("UPDATE enrolment SET state = 'ended', ended_on = %s WHERE person_id = %s", [NOVEMBER, person])


@pytest.mark.parametrize("kind", [("commitment", "left", "committed"), ("invoice", "committed", "invoiced")])
def test_the_program_writes_nothing_by_hand_that_follows_from_worker_months(kind):
    with as_app() as db:
        a_programme(db)
        line_id = a_line(db)
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            a_pledge(db, line_id, kind=kind[0], from_account=kind[1], to_account=kind[2], amount_idr=1)


@pytest.mark.parametrize("table", ["line_balance", "line_day", "invoice_item", "invoice_credit", "cover_ended"])
def test_the_program_writes_no_balance_and_no_item_by_hand(table):
    with as_app() as db, pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(f"INSERT INTO {table} DEFAULT VALUES")
