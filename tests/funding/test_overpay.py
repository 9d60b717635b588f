"""What left the bank beyond an invoice lies at BPJS until it comes back; the ledger says how much, and never gives back more."""

from __future__ import annotations

import pytest

from payung.funding.actions.correct import correct
from payung.funding.actions.match_line import match_by_hand, match_lines
from payung.funding.actions.overpay import give_back_by_line, overpay, overpay_by_line, take_overpaid_back
from payung.funding.actions.pay import take_refund
from payung.funding.models import FundingLine, Invoice, LineBalance, StatementLine
from payung.funding.queries import miscarried, open_invoices, open_lines
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.models import Enrolment
from payung.units.month import Month
from payung.units.refusal import Refused
from tests.funding.test_take_statement import AT, DAY, ON, OPEN_IDR, PRICE, invoices, office, outcomes, take

__all__ = ["invoices", "office"]
pytestmark = pytest.mark.usefixtures("invoices")
BY = {"reason": "bukti bank", "by": "bendahara", "at": AT}


def the_line():
    return FundingLine.objects.get()


def held():
    """Bank, at BPJS, overpaid."""
    balance = LineBalance.objects.get()
    return balance.bank_idr, balance.bpjs_idr, balance.overpaid_idr


def booked(do, amount, **more):
    return do(line=the_line(), amount_idr=amount, on=DAY, reason="uji", source="bukti", **more)


def test_a_rupiah_over_is_paid_with_its_invoice_and_lies_at_bpjs_until_it_comes_back(invoices):
    take((-OPEN_IDR - 1, "IURAN 123456"), (1, "PENGEMBALIAN BPJS"))
    paid, back = StatementLine.objects.order_by("pk")
    assert paid.outcome == "over"
    with pytest.raises(Refused, match="payment_differs"):
        match_by_hand(line=paid, invoice=invoices[0], **BY)
    match_by_hand(line=paid, invoice=invoices[0], beyond=True, **BY)
    assert held() == (9 * OPEN_IDR - 1, OPEN_IDR + 1, 1) and Invoice.objects.get(pk=invoices[0].pk).open_idr == 0
    give_back_by_line(line=back, to=the_line(), overpaid=True, **BY)
    assert held() == (9 * OPEN_IDR, OPEN_IDR, 0) and outcomes() == ["by-hand", "refunded"] and miscarried() == []


def test_an_invoice_that_shrank_after_its_code_was_given_is_paid_and_the_rest_is_overpaid(invoices):
    end_enrolments(endings=[Ending(Enrolment.objects.first().pk, Month(2025, 11))], why="refused", on=ON)
    take((-OPEN_IDR, "IURAN 123456"))
    line = StatementLine.objects.get()
    assert line.outcome == "over"
    match_by_hand(line=line, invoice=invoices[0], beyond=True, **BY)
    assert held() == (9 * OPEN_IDR, OPEN_IDR, PRICE) and invoices[0] not in open_invoices() and miscarried() == []


def test_beyond_says_nothing_where_too_little_was_paid(invoices):
    take((-OPEN_IDR + 1, "IURAN 123456"))
    with pytest.raises(Refused, match="payment_differs"):
        match_by_hand(line=StatementLine.objects.get(), invoice=invoices[0], beyond=True, **BY)


def test_a_second_payment_of_the_same_invoice_is_overpaid_whole_and_its_correction_opens_the_line():
    take((-OPEN_IDR, "IURAN 123456"), (-OPEN_IDR, "IURAN 123456 LAGI"))
    twice = StatementLine.objects.get(outcome="settled")
    entry = overpay_by_line(line=twice, of=the_line(), **BY)
    assert held() == (8 * OPEN_IDR, 2 * OPEN_IDR, OPEN_IDR) and not open_lines().exists()
    with pytest.raises(Refused, match="statement_line_settled"):
        overpay_by_line(line=twice, of=the_line(), **BY)
    correct(entry=entry, on=DAY, reason="keliru")
    assert outcomes() == ["paid", "opened"] and held() == (9 * OPEN_IDR, OPEN_IDR, 0)
    assert match_lines(open_lines()) == 0 and miscarried() == []


def test_bpjs_gives_back_no_more_than_was_overpaid_and_a_returned_sum_cannot_be_corrected_away():
    entry = booked(overpay, 5)
    with pytest.raises(Refused, match="overpaid_short") as refusal:
        booked(take_overpaid_back, 6)
    assert refusal.value.facts["overpaid"] == "Rp5"
    booked(take_overpaid_back, 2)
    take((-OPEN_IDR, "IURAN 123456"))
    with pytest.raises(Refused, match="entry_in_use") as refusal:
        correct(entry=entry, on=DAY, reason="keliru")
    assert refusal.value.facts["missing"] == "Rp2" and held() == (9 * OPEN_IDR - 3, OPEN_IDR + 3, 3)


def test_what_is_owed_for_months_that_ended_is_not_what_was_overpaid(invoices):
    take((-OPEN_IDR, "IURAN 123456"), (PRICE, "BPJS"))
    end_enrolments(endings=[Ending(Enrolment.objects.first().pk, Month(2025, 11))], why="refused", on=ON)
    back = StatementLine.objects.get(outcome="incoming")
    with pytest.raises(Refused, match="overpaid_short"):
        give_back_by_line(line=back, to=the_line(), overpaid=True, **BY)
    give_back_by_line(line=back, to=the_line(), overpaid=False, **BY)
    assert held() == (9 * OPEN_IDR + PRICE, 2 * PRICE, 0)
    booked(overpay, 7)
    with pytest.raises(Refused, match="owed_short"):
        booked(take_refund, 7)


@pytest.mark.parametrize("do", [overpay, take_overpaid_back])
def test_nothing_and_less_are_no_booking(do):
    with pytest.raises(Refused, match="amount_not_positive"):
        booked(do, 0)


def test_no_more_is_overpaid_than_lies_in_the_bank_and_only_by_what_went_out():
    with pytest.raises(Refused, match="bank_short"):
        booked(overpay, 10 * OPEN_IDR + 1)
    take((5, "SETORAN"), (-5, "BIAYA"))
    came, went = StatementLine.objects.order_by("pk")
    with pytest.raises(Refused, match="statement_line_incoming"):
        overpay_by_line(line=came, of=the_line(), **BY)
    with pytest.raises(Refused, match="statement_line_outgoing"):
        give_back_by_line(line=went, to=the_line(), overpaid=True, **BY)
