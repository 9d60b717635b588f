"""Money that came in: one press books what fits one open pledge, once; what fits none or several is shown and books nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from payung.funding.actions.correct import correct
from payung.funding.actions.match_line import set_aside
from payung.funding.actions.receive import receive
from payung.funding.actions.receive_line import receive_by_hand, receive_proposed
from payung.funding.models import FundingLine, LineBalance, StatementLine, Transfer
from payung.funding.queries import miscarried, open_lines
from payung.funding.queries.incoming import proposals, receivers
from payung.units.refusal import Refused
from tests.funding.test_take_statement import AT, DAY, take
from tests.lists import line
from tests.sending import office_for_a_module

A, B = 30_000_000, 20_000_000


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker, tmp_path_factory):
    """Three lines, once for the module: thirty million promised to one, twenty to each of two."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as made:
        made.load(*(line(code, 5, more=f"pledge_idr = {idr}") for code, idr in (("satu", A), ("dua", B), ("tiga", B))))
        yield made


@pytest.fixture
def came(office, db):
    """Gives a function: a statement with one line of this amount and text; the line."""

    def one(amount=A, text="SETORAN KAS DAERAH"):
        take((amount, text))
        return StatementLine.objects.latest("pk")

    return one


def of(code):
    return FundingLine.objects.get(code=code)


def proposed(line):
    found = proposals([line])[line.pk]
    return found.why, [each.line.code for each in found.candidates]


def received():
    return dict(LineBalance.objects.filter(received_idr__gt=0).values_list("line__code", "received_idr"))


def press(line, code="satu"):
    return receive_proposed(line=line, to=of(code), by="bendahara", at=AT)


PROPOSED = [
    (A, "SETORAN KAS DAERAH", "amount", ["satu"]),
    (5, "DANA SATU TAHAP 1", "named", ["satu"]),
    (5, "setoran sumber dua", "named", ["dua"]),
    (A, "DANA DUA", "over", ["dua"]),
    (B, "SETORAN", "several", ["dua", "tiga"]),
    (B, "DANA DUA", "named", ["dua"]),
    (5, "DANA DUA DAN TIGA", "several", ["dua", "tiga"]),
    (5, "BUNGA", "", []),
    (5, "PERSATUAN SATUAN", "", []),
]


@pytest.mark.parametrize(("amount", "text", "why", "codes"), PROPOSED)
def test_what_came_in_is_proposed_for_the_line_that_it_names_or_whose_open_pledge_it_is(came, amount, text, why, codes):
    assert proposed(came(amount, text)) == (why, codes)
    assert received() == {} and miscarried() == []


def test_one_press_books_a_receipt_whose_source_is_the_line_of_the_statement(came):
    line = came()
    entry = press(line)
    line.refresh_from_db()
    made = Transfer.objects.get(entry=entry)
    assert (made.kind, made.amount_idr, made.made_on, made.source) == ("receipt", A, DAY, "koran.sta, baris 1")
    assert (line.outcome, line.entry, line.decided_by, bool(line.reason)) == ("received", entry, "bendahara", True)
    assert received() == {"satu": A} and miscarried() == [] and not open_lines().exists()


def test_the_same_line_twice_books_nothing_twice(came):
    line = came()
    press(line)
    with pytest.raises(Refused, match="statement_line_settled"):
        press(line)
    take((A, "SETORAN KAS DAERAH"), name="lagi.sta")
    assert StatementLine.objects.count() == 1 and received() == {"satu": A}


def test_a_second_payment_of_the_same_amount_is_not_proposed_once_the_first_has_come(came):
    first, second = came(), came(text="SETORAN KEDUA")
    press(first)
    assert proposed(second) == ("", [])
    with pytest.raises(Refused, match="receipt_not_proposed"):
        press(second)
    assert received() == {"satu": A}


@pytest.mark.parametrize(("amount", "text"), [(B, "SETORAN"), (5, "BUNGA"), (A, "DANA DUA")])
def test_what_fits_several_or_none_is_not_booked_by_a_press(came, amount, text):
    with pytest.raises(Refused, match="receipt_not_proposed"):
        press(came(amount, text), "dua")
    assert received() == {}


def test_a_line_that_is_promised_nothing_more_is_proposed_for_no_other_whose_amount_it_is(came):
    receive(line=of("satu"), amount_idr=A, on=date(2025, 1, 2), reason="dana", source="uji")
    assert proposed(came(B, "DANA SATU")) == ("over", ["satu"])


def test_a_receipt_that_was_booked_by_hand_is_told_and_not_booked_again(came):
    entry = receive(line=of("satu"), amount_idr=5, on=DAY - timedelta(days=7), reason="dana", source="kuitansi 1")
    line = came(5, "DANA SATU")
    found = proposals([line])[line.pk]
    assert (found.why, found.receipt.entry, found.line) == ("booked", entry, None)
    correct(entry=entry, on=DAY, reason="keliru")
    assert proposed(line) == ("named", ["satu"])


def test_a_receipt_of_long_ago_or_of_another_line_of_the_bank_is_not_taken_for_this_one(came):
    receive(line=of("satu"), amount_idr=5, on=DAY - timedelta(days=8), reason="dana", source="kuitansi 1")
    press(came(5, "DANA SATU 1"))
    assert proposed(came(5, "DANA SATU 2")) == ("named", ["satu"])


def test_by_hand_somebody_says_whose_money_it_is_and_why(came):
    line = came(B)
    assert [each.line.code for each in receivers(line, proposals([line])[line.pk])] == ["dua", "tiga", "satu"]
    with pytest.raises(Refused, match="statement_reason_missing"):
        receive_by_hand(line=line, to=of("tiga"), reason=" ", by="b", at=AT)
    receive_by_hand(line=line, to=of("tiga"), reason="surat setoran 4", by="b", at=AT)
    assert received() == {"tiga": B} and StatementLine.objects.get().reason == "surat setoran 4"


def test_what_was_set_aside_or_went_out_is_no_receipt(came):
    aside, out = came(), came(-5, "BIAYA")
    set_aside(line=aside, reason="titipan", by="b", at=AT)
    with pytest.raises(Refused, match="statement_line_settled"):
        press(aside)
    with pytest.raises(Refused, match="statement_line_outgoing"):
        receive_by_hand(line=out, to=of("satu"), reason="keliru arah", by="b", at=AT)
    assert proposals([aside, out]).get(out.pk) is None and received() == {}
