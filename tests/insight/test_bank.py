"""The bank beside the book: equal, or the difference with all that explains it; and statements that do not meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from payung.funding.actions.correct import correct
from payung.funding.actions.match_line import set_aside
from payung.funding.actions.receive import give_back, receive
from payung.funding.actions.receive_line import receive_by_hand
from payung.funding.actions.take_statement import take_statement
from payung.funding.models import FundingLine, StatementLine
from payung.insight.bank import bank_beside_book
from tests.funding.test_take_statement import AT, DAY, given, office

__all__ = ["office"]
NEXT = DAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def world(office, db):
    """The office of the module: nothing received, nothing invoiced."""


def take(*lines, on=DAY, account="0012345678", region="32.14", **more):
    """A statement whose lines lie on a day; beside the book."""
    read = given(*lines, **more)
    moved = [replace(each, booked_on=on, mark=f"{on} {each.mark}") for each in read.lines]
    told = replace(read, lines=moved, account=account, fingerprint=f"{on}{account}{region}{more}")
    return take_statement(statement=told, region=region, by="b", at=AT)[0]


def beside(statement):
    return bank_beside_book(statement.pk)


def booked(amount, on=DAY):
    return receive(line=FundingLine.objects.get(), amount_idr=amount, on=on, reason="dana", source="kuitansi")


def decide(line):
    receive_by_hand(line=line, to=FundingLine.objects.get(), reason="surat 4", by="b", at=AT)


def test_bank_and_book_are_equal_once_every_line_is_booked():
    statement = take((100, "SETORAN"))
    found = beside(statement)
    assert (found.on, found.closing_idr, found.book_idr, found.difference_idr) == (DAY, 100, 0, 100)
    assert (found.waiting, found.waiting_idr, found.unexplained_idr) == (1, 100, 0)
    decide(StatementLine.objects.get())
    found = beside(statement)
    assert (found.difference_idr, found.waiting, found.lonely, found.unexplained_idr) == (0, 0, 0, 0)


def test_each_part_of_a_difference_is_named_and_they_explain_all_of_it():
    statement = take((100, "SETORAN"), (-7, "BIAYA"), (9, "BUNGA"), opening=1000)
    came, fee, _interest = StatementLine.objects.order_by("pk")
    decide(came)
    set_aside(line=fee, reason="biaya bank", by="b", at=AT)
    booked(40)
    give_back(line=FundingLine.objects.get(), amount_idr=5, on=DAY, reason="lebih", source="bukti")
    booked(999, on=NEXT)
    found = beside(statement)
    assert (found.closing_idr, found.book_idr, found.difference_idr) == (1102, 135, 967)
    assert (found.first_opening_idr, found.aside, found.aside_idr) == (1000, 1, -7)
    assert (found.waiting, found.waiting_idr) == (1, 9)
    assert (found.lonely, found.lonely_idr, found.unexplained_idr) == (2, 35, 0)


def test_what_comes_after_the_last_day_of_a_statement_explains_nothing_of_it():
    statement = take((100, "SETORAN"))
    take((5, "MENUNGGU"), (-7, "BIAYA"), on=NEXT, opening=100)
    set_aside(line=StatementLine.objects.get(amount_idr=-7), reason="biaya bank", by="b", at=AT)
    found = beside(statement)
    assert (found.waiting, found.waiting_idr, found.aside, found.aside_idr) == (1, 100, 0, 0)
    assert (found.difference_idr, found.unexplained_idr) == (100, 0)


def test_the_bank_and_the_book_of_another_regency_explain_nothing_of_this_one():
    """Two banks may give one number to two accounts."""
    own, far = FundingLine.objects.get(), FundingLine.objects.get()
    far.pk, far.code, far.region = None, "jauh", "33.01"
    far.save()
    take((30, "JAUH"), opening=700, on=DAY - timedelta(days=1), region="33.01")
    statement = take((100, "SETORAN"))
    receive_by_hand(line=StatementLine.objects.get(amount_idr=100), to=own, reason="surat 4", by="b", at=AT)
    receive(line=far, amount_idr=77, on=DAY, reason="dana", source="kuitansi")
    found = beside(statement)
    assert (found.closing_idr, found.book_idr, found.first_opening_idr, found.gap_idr) == (100, 100, 0, 0)
    assert (found.waiting, found.lonely, found.elsewhere_idr, found.before_on) == (0, 0, 0, None)


def test_what_was_booked_and_taken_back_explains_nothing_and_its_line_waits_again():
    statement = take((100, "SETORAN"))
    decide(StatementLine.objects.get())
    correct(entry=StatementLine.objects.get().entry, on=DAY, reason="keliru")
    found = beside(statement)
    assert (found.difference_idr, found.waiting_idr, found.lonely, found.unexplained_idr) == (100, 100, 0, 0)


def test_a_line_of_another_account_is_in_the_book_and_not_in_this_bank():
    statement = take((100, "SETORAN"))
    take((30, "LAIN"), account="99")
    for line in StatementLine.objects.all():
        decide(line)
    found = beside(statement)
    assert (found.difference_idr, found.elsewhere_idr, found.lonely, found.unexplained_idr) == (-30, 30, 0, 0)


def test_statements_that_meet_have_no_gap_and_those_that_do_not_say_how_much_is_not_seen():
    first = take((100, "A"))
    meets = take((5, "B"), on=NEXT, opening=100)
    assert (beside(first).gap_idr, beside(meets).gap_idr) == (0, 0)
    apart = take((5, "C"), on=NEXT + timedelta(days=3), opening=175)
    found = beside(apart)
    assert (found.gap_idr, found.before_on, found.before_closing_idr, found.unexplained_idr) == (70, NEXT, 105, 70)


def test_statements_whose_days_overlap_meet_where_the_earlier_one_stood_that_day():
    read = given((100, "A"), (5, "B"))
    lines = [replace(read.lines[0], mark="a"), replace(read.lines[1], booked_on=NEXT, mark="b")]
    take_statement(statement=replace(read, lines=lines, fingerprint="1"), region="32.14", by="b", at=AT)
    later = replace(read, lines=[lines[1]], opening_idr=100, closing_idr=105, fingerprint="2")
    taken, _fresh = take_statement(statement=later, region="32.14", by="b", at=AT)
    assert taken.known == 1 and beside(taken).gap_idr == 0
    wrong = replace(later, opening_idr=101, closing_idr=106, fingerprint="3")
    assert beside(take_statement(statement=wrong, region="32.14", by="b", at=AT)[0]).gap_idr == 1
