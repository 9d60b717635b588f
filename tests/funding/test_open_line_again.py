"""A line of a statement that was decided wrongly finds its way back: by correcting what it booked, or with a reason."""

from __future__ import annotations

import pytest

from payung.access.queries import seeing
from payung.funding.actions.correct import correct
from payung.funding.actions.match_line import match_by_hand, match_lines, open_again, set_aside
from payung.funding.actions.receive_line import receive_by_hand
from payung.funding.actions.take_statement import take_statement
from payung.funding.models import FundingLine, Invoice, LineBalance, StatementLine, Transfer
from payung.funding.queries import miscarried, open_invoices, open_lines
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.funding.test_take_statement import AT, DAY, OPEN_IDR, given, invoices, office, outcomes, take

__all__ = ["invoices", "office"]
pytestmark = pytest.mark.usefixtures("invoices")
BY = {"by": "bendahara", "at": AT}


def taken_back(line, why="salah tagihan"):
    """Corrects what a line booked; the line as it is then."""
    correct(entry=line.entry, on=DAY, reason=why)
    line.refresh_from_db()
    return line


def test_correcting_a_payment_opens_the_line_that_made_it_and_the_right_line_pays(invoices):
    take((-OPEN_IDR, "IURAN 123456"), (-OPEN_IDR, "SETORAN 88"))
    wrong, right = StatementLine.objects.order_by("pk")
    taken_back(wrong)
    assert (wrong.outcome, wrong.invoice_id, wrong.entry, wrong.reason) == ("opened", None, None, "salah tagihan")
    assert wrong.decided_by and wrong.decided_at
    match_by_hand(line=right, invoice=invoices[0], reason="bukti 88", **BY)
    match_by_hand(line=wrong, invoice=invoices[1], reason="bukti 87", **BY)
    assert outcomes() == ["by-hand", "by-hand"] and open_invoices() == [] and miscarried() == []
    assert LineBalance.objects.get().bpjs_idr == 2 * OPEN_IDR


def test_a_line_that_was_opened_is_not_paid_by_the_code_that_was_wrong(invoices):
    take((-OPEN_IDR, "IURAN 123456"))
    taken_back(StatementLine.objects.get())
    assert match_lines(open_lines()) == 0 and outcomes() == ["opened"] and invoices[0] in open_invoices()
    match_by_hand(line=StatementLine.objects.get(), invoice=invoices[0], reason="benar juga", **BY)
    with pytest.raises(Refused, match="statement_line_settled"):
        match_by_hand(line=StatementLine.objects.get(), invoice=invoices[1], reason="sekali lagi", **BY)
    assert Invoice.objects.get(pk=invoices[0].pk).paid_idr == OPEN_IDR and miscarried() == []


def test_a_correction_that_is_refused_opens_nothing():
    take((-OPEN_IDR, "IURAN 123456"))
    first = StatementLine.objects.get()
    taken_back(first)
    match_by_hand(line=first, invoice=open_invoices()[0], reason="benar juga", **BY)
    (entry,) = Transfer.objects.filter(kind="payment", from_account="bank", transfer__isnull=False).values_list("entry")
    with pytest.raises(Refused, match="entry_corrected"):
        correct(entry=entry[0], on=DAY, reason="lagi")
    assert outcomes() == ["by-hand"]


def test_whoever_corrects_need_not_see_where_the_statement_was_taken(invoices):
    take_statement(statement=given((-OPEN_IDR, "IURAN 123456")), region="32", by="provinsi", at=AT)
    line = StatementLine.objects.get()
    with seeing(Area("32.14"), by="kabupaten"):
        assert not StatementLine.objects.exists()
        correct(entry=line.entry, on=DAY, reason="salah tagihan")
    with seeing(Area(""), by="pusat"):
        line.refresh_from_db()
    assert (line.outcome, line.decided_by) == ("opened", "kabupaten")


def test_correcting_a_receipt_opens_its_line_for_another_funding_line():
    take((5, "SETORAN"))
    line = StatementLine.objects.get()
    receive_by_hand(line=line, to=FundingLine.objects.get(), reason="surat 4", **BY)
    line.refresh_from_db()
    assert taken_back(line).outcome == "opened" and line.entry is None
    receive_by_hand(line=line, to=FundingLine.objects.get(), reason="surat 5", **BY)
    assert outcomes() == ["received"] and miscarried() == []


def test_what_was_set_aside_opens_with_a_reason_and_pays():
    take((-OPEN_IDR, "SETORAN"))
    line = StatementLine.objects.get()
    set_aside(line=line, reason="biaya bank", **BY)
    with pytest.raises(Refused, match="statement_reason_missing"):
        open_again(line=line, reason=" ", **BY)
    open_again(line=line, reason="ternyata iuran", by="kepala", at=AT)
    line.refresh_from_db()
    assert (line.outcome, line.reason, line.decided_by) == ("opened", "ternyata iuran", "kepala")
    match_by_hand(line=line, invoice=open_invoices()[0], reason="bukti 9", **BY)
    with pytest.raises(Refused, match="statement_line_not_aside"):
        open_again(line=line, reason="sekali lagi", **BY)
    assert outcomes() == ["by-hand"] and miscarried() == []
