"""The bank's statement pays invoices: each line exactly one or none, to the rupiah, once; all else stays open with its reason."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

import pytest

from payung.funding.actions.match_line import match_by_hand, match_lines, set_aside
from payung.funding.actions.receive import receive
from payung.funding.actions.take_statement import GivenLine, GivenStatement, take_statement
from payung.funding.models import BankStatement, FundingLine, Invoice, LineBalance, StatementLine
from payung.funding.queries import miscarried, open_invoices, open_lines, statements_seen
from payung.membership.actions.end_place import end_place
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.models import Enrolment
from payung.units.month import Month
from payung.units.refusal import Refused
from tests.lists import line, workers
from tests.sending import office_for_a_module

AT = datetime(2025, 12, 1, 9, 0).astimezone()
ON, DAY = date(2025, 11, 24), date(2025, 11, 28)
PRICE = 16_800
OPEN_IDR = 3 * PRICE


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker, tmp_path_factory):
    """A line of three workers, once for the module."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as made:
        made.load(line("utama", 5))
        made.send(workers(1, 3))
        yield made


@pytest.fixture
def invoices(office, db):
    """An invoice for each of two months, payment codes given, the payer's money received."""
    utama = FundingLine.objects.get()
    receive(line=utama, amount_idr=10 * OPEN_IDR, on=ON, reason="dana", source="uji")
    made = [invoice_month(line=utama, month=Month(2025, number), on=ON) for number in (11, 12)]
    for number, each in zip(("123456", "1234567"), made, strict=True):
        Invoice.objects.filter(pk=each.pk).update(payment_code=number)
        each.refresh_from_db()
    return made


def given(*lines, opening=0, name="koran.sta"):
    """A statement of lines (amount, text), each with a mark of its own."""
    made = [GivenLine(row, DAY, amount, text, "", f"{amount} {text}") for row, (amount, text) in enumerate(lines, 1)]
    total = sum(amount for amount, _text in lines)
    return GivenStatement(
        sha256(f"{name}{lines}".encode()).hexdigest(), name, "0012345678", opening, opening + total, made
    )


def take(*lines, **more):
    return take_statement(statement=given(*lines, **more), region="32.14", by="bendahara", at=AT)


def outcomes():
    return list(StatementLine.objects.order_by("pk").values_list("outcome", flat=True))


def test_a_line_that_names_the_code_pays_the_invoice_through_the_ledger(invoices):
    taken, fresh = take((-OPEN_IDR, "IURAN 123456 NOVEMBER"), (100_000, "BUNGA"))
    assert fresh and (taken.lines, taken.known) == (2, 0) and outcomes() == ["paid", "incoming"]
    paid = StatementLine.objects.get(outcome="paid")
    assert (paid.invoice_id, paid.entry is not None) == (invoices[0].pk, True)
    assert Invoice.objects.get(pk=invoices[0].pk).open_idr == 0 and open_invoices() == [invoices[1]]
    assert miscarried() == [] and [each.open for each in statements_seen()[0]] == [1]


def test_a_code_is_not_named_by_a_longer_number(invoices):
    take((-OPEN_IDR, "IURAN 1234567"))
    assert open_invoices() == [invoices[0]]
    take((-OPEN_IDR, "IURAN 9123456"), (-OPEN_IDR, "IURAN 123456X"))
    assert outcomes() == ["paid", "no-code", "no-code"]


OPEN = [
    (-OPEN_IDR, "BIAYA ADMINISTRASI", "no-code"),
    (-OPEN_IDR, "IURAN 123456 DAN 1234567", "two"),
    (-OPEN_IDR + 1, "IURAN 123456", "short"),
    (-OPEN_IDR - 1, "IURAN 123456", "over"),
    (OPEN_IDR, "IURAN 123456", "incoming"),
]


@pytest.mark.parametrize(("amount", "text", "outcome"), OPEN, ids=[outcome for *_, outcome in OPEN])
def test_a_line_that_does_not_fit_to_the_rupiah_stays_open_with_its_reason(invoices, amount, text, outcome):
    take((amount, text))
    assert outcomes() == [outcome] and len(open_invoices()) == 2 and miscarried() == []


def test_two_lines_for_one_invoice_pay_it_once(invoices):
    take((-OPEN_IDR, "IURAN 123456"), (-OPEN_IDR, "IURAN 123456 ULANG"))
    assert outcomes() == ["paid", "settled"]


def test_money_that_was_never_received_pays_nothing_until_it_is(invoices):
    from payung.funding.actions.receive import give_back

    utama = FundingLine.objects.get()
    give_back(line=utama, amount_idr=10 * OPEN_IDR, on=ON, reason="kembali", source="uji")
    take((-OPEN_IDR, "IURAN 123456"))
    assert outcomes() == ["bank-short"]
    receive(line=utama, amount_idr=OPEN_IDR, on=ON, reason="dana", source="uji")
    assert match_lines(open_lines()) == 1 and outcomes() == ["paid"]


def test_the_same_statement_twice_changes_nothing(invoices):
    first, _ = take((-OPEN_IDR, "IURAN 123456"), (-5, "BIAYA"))
    again, fresh = take((-OPEN_IDR, "IURAN 123456"), (-5, "BIAYA"))
    assert (again.pk, fresh) == (first.pk, False) and StatementLine.objects.count() == 2


def test_statements_whose_days_overlap_have_each_line_once(invoices):
    take((-OPEN_IDR, "IURAN 123456"), (-5, "BIAYA"))
    second, fresh = take((-5, "BIAYA"), (-7, "PAJAK"), name="desember.sta")
    assert fresh and (second.lines, second.known) == (2, 1) and StatementLine.objects.count() == 3


def test_a_run_that_is_killed_half_way_leaves_nothing(invoices, monkeypatch):
    def killed(**_facts):
        raise KeyboardInterrupt

    monkeypatch.setattr("payung.funding.actions.match_line.pay", killed)
    with pytest.raises(KeyboardInterrupt):
        take((-OPEN_IDR, "IURAN 123456"))
    assert not BankStatement.objects.exists() and not StatementLine.objects.exists() and len(open_invoices()) == 2


def test_nobody_takes_a_statement_for_the_whole_country(invoices):
    with pytest.raises(Refused, match="statement_without_area"):
        take_statement(statement=given((-5, "BIAYA")), region="", by="b", at=AT)


def one_line(amount=-OPEN_IDR, text="SETORAN"):
    take((amount, text))
    return StatementLine.objects.latest("pk")


def by_hand(line, invoice, reason="bukti setor nomor 7"):
    match_by_hand(line=line, invoice=invoice, reason=reason, by="bendahara", at=AT)


def test_a_code_of_old_that_stands_in_much_text_pays_nothing(invoices):
    Invoice.objects.filter(pk=invoices[0].pk).update(payment_code="A")
    take((-OPEN_IDR, "SETORAN A N BENDAHARA"))
    assert outcomes() == ["no-code"]


def test_by_hand_a_line_pays_the_invoice_that_it_does_not_name(invoices):
    line = one_line()
    by_hand(line, invoices[0])
    line.refresh_from_db()
    assert (line.outcome, line.invoice_id, line.reason, line.decided_by) == (
        "by-hand",
        invoices[0].pk,
        "bukti setor nomor 7",
        "bendahara",
    )
    assert open_invoices() == [invoices[1]] and miscarried() == []


def test_the_second_of_two_treasurers_finds_the_line_decided(invoices):
    line = one_line()
    by_hand(line, invoices[0])
    with pytest.raises(Refused, match="statement_line_settled"):
        by_hand(line, invoices[1])
    with pytest.raises(Refused, match="statement_line_settled"):
        set_aside(line=line, reason="biaya bank", by="b", at=AT)


@pytest.mark.parametrize(
    ("amount", "reason", "code"),
    [
        (-OPEN_IDR, "  a ", "statement_reason_missing"),
        (OPEN_IDR, "bukti setor", "statement_line_incoming"),
        (-OPEN_IDR - 1, "bukti setor", "payment_differs"),
    ],
)
def test_by_hand_does_not_make_wrong_right(invoices, amount, reason, code):
    line = one_line(amount)
    with pytest.raises(Refused, match=code):
        by_hand(line, invoices[0], reason)
    assert len(open_invoices()) == 2


@pytest.fixture
def owed(invoices):
    """November is paid and BPJS refused one of its three workers: it owes a month, and December is for two."""
    take((-OPEN_IDR, "IURAN 123456"))
    FundingLine.objects.update(unused="next-invoice")
    refused = Enrolment.objects.order_by("pk")[0]
    end_place(enrolment_id=refused.pk, why="refused", happened_on=DAY, on=DAY)
    invoices[1].refresh_from_db()
    return invoices[1]


def owed_idr():
    return LineBalance.objects.get().owed_idr


def test_by_hand_an_invoice_less_what_bpjs_owes_is_paid_in_full(owed):
    assert (owed.open_idr, owed_idr()) == (2 * PRICE, PRICE)
    assert open_invoices()[0].set_off_idr == PRICE
    by_hand(one_line(-PRICE), owed)
    assert (open_invoices(), owed_idr(), miscarried()) == ([], 0, [])


def test_by_code_an_invoice_less_what_bpjs_owes_is_paid_in_full(owed):
    take((-PRICE, "IURAN 1234567"))
    assert (outcomes(), open_invoices(), owed_idr(), miscarried()) == (["paid", "paid"], [], 0, [])


def test_an_invoice_that_is_paid_whole_leaves_bpjs_what_it_owes(owed):
    by_hand(one_line(-2 * PRICE), owed)
    assert (open_invoices(), owed_idr()) == ([], PRICE)


@pytest.mark.parametrize("paid", [PRICE - 1, PRICE + 1])
def test_a_rupiah_beside_what_bpjs_owes_pays_nothing(owed, paid):
    with pytest.raises(Refused, match="payment_differs"):
        by_hand(one_line(-paid), owed)
    assert owed_idr() == PRICE


def test_a_line_that_has_its_money_back_as_money_sets_nothing_off(owed):
    FundingLine.objects.update(unused="refund")
    with pytest.raises(Refused, match="payment_differs"):
        by_hand(one_line(-PRICE), owed)
    assert open_invoices()[0].set_off_idr == 0


def test_an_invoice_that_a_line_has_paid_is_paid_by_no_other(invoices):
    take((-OPEN_IDR, "IURAN 123456"))
    with pytest.raises(Refused, match="invoice_paid"):
        by_hand(one_line(), invoices[0])


def test_a_fee_is_set_aside_with_the_reason(invoices):
    line = one_line(-5, "BIAYA")
    set_aside(line=line, reason="biaya bank", by="bendahara", at=AT)
    assert outcomes() == ["set-aside"] and not open_lines().exists()


def test_statements_come_page_by_page_and_each_once(invoices, monkeypatch):
    monkeypatch.setattr("payung.funding.queries.STATEMENTS_SHOWN", 2)
    taken = [take((number, "X"))[0].pk for number in range(1, 6)]
    seen, before, more = [], 0, True
    while more:
        page, more = statements_seen(before=before)
        seen += [each.pk for each in page]
        before = seen[-1]
    assert seen == taken[::-1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2025-12", [1]),
        ("utama", [0, 1]),
        ("utama/2025-11/1", [0]),
        ("1234567", [1]),
        ("2025-10", []),
        ("utama 999", []),
    ],
)
def test_open_invoices_are_found_by_month_line_number_or_code(invoices, asked, found):
    assert open_invoices(asked) == [invoices[number] for number in found]
