"""The money of a line on its page: what is promised, used and left, how long it lasts, and whether anybody has said so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from payung.funding.actions.pay import pay
from payung.funding.actions.pledge import pledge_up_to
from payung.funding.actions.receive import receive
from payung.funding.models import FundingLine, LineBalance
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.models import Enrolment
from payung.units.month import Month
from payung.units.rupiah import in_rupiah
from tests.users import a_client
from tests.web.pages import links, words

pytestmark = pytest.mark.django_db
PRICE = 16_800
# What the lists of `filled` have placed on the line of the regency: 17 of the village, and the neighbour's places.
PAGE, ALL = "/funding/lines/kab-2025/money/", "/funding/"
SignIn = Callable[[str], Client]


@pytest.fixture
def treasurer(signed_in: SignIn) -> Client:
    return signed_in("demo-bendahara")


def held(code: str = "kab-2025") -> LineBalance:
    return LineBalance.objects.get(line__code=code)


def test_the_page_says_what_is_left_and_that_nobody_promised_it_in_writing(treasurer: Client) -> None:
    page = words(treasurer.get(PAGE))
    assert "Rp665.280.000 belum terverifikasi" in page
    left = f"{held().left_idr:,}".replace(",", ".")
    assert f"Rp{left} tersisa dari Rp665.280.000" in page


def test_the_title_of_the_page_is_its_words_alone(treasurer: Client) -> None:
    title = treasurer.get(PAGE).content.decode().split("<title>")[1].split("</title>")[0]
    assert "Uang " in title and "<" not in title


def test_a_promise_in_the_programme_file_is_not_called_unverified(treasurer: Client) -> None:
    line = FundingLine.objects.get(code="kab-2025")
    pledge_up_to(line=line, total_idr=700_000_000, reason="pledge", source="programme-file")
    assert "belum terverifikasi" not in words(treasurer.get(PAGE))


def test_the_months_that_are_left_are_told_by_what_the_last_one_cost(treasurer: Client) -> None:
    cost = held().committed_idr // 2
    page = words(treasurer.get(PAGE))
    assert f"cukup untuk {held().left_idr // cost} bulan lagi seperti Desember 2025" in page


def test_a_line_that_covers_nobody_says_so_in_a_sentence_and_draws_nothing(treasurer: Client) -> None:
    page = treasurer.get("/funding/lines/csr-taekwang/money/")
    assert "Belum ada pekerja yang dilindungi dana ini" in words(page) and b"<svg" not in page.content


def test_the_picture_says_its_finding_and_every_month_as_text(treasurer: Client) -> None:
    page = treasurer.get(PAGE)
    text = words(page)
    assert "Setelah Desember 2025 tersisa" in text and "November 2025: Rp" in text
    assert b"<svg" in page.content and b"style=" not in page.content


def test_the_picture_ends_at_what_is_left_also_while_bpjs_owes_some_of_it(treasurer: Client) -> None:
    line, on = FundingLine.objects.get(code="kab-2025"), date(2025, 11, 24)
    receive(line=line, amount_idr=100_000_000, on=on, reason="dana", source="uji")
    made = invoice_month(line=line, month=Month(2025, 11), on=on)
    pay(invoice=made, amount_idr=made.open_idr, on=on, reason="uji", source="uji")
    seat = Enrolment.objects.filter(line=line, state="placed").first()
    end_enrolments(endings=[Ending(seat.pk, Month(2025, 11))], why="asked", on=on)
    assert held().owed_idr == 16_800
    page = words(treasurer.get(PAGE))
    left = in_rupiah(held().left_idr)
    assert f"Setelah Desember 2025 tersisa {left}" in page and f"{left} tersisa dari" in page
    assert "Rp16.800 yang harus dikembalikan BPJS tidak ikut dihitung sampai kembali" in page


def test_the_balance_of_a_day_before_anything_was_committed(treasurer: Client) -> None:
    page = words(treasurer.get(f"{PAGE}?on=2025-11-20"))
    assert "Saldo pada 20 November 2025" in page and "Sisa komitmen Rp665.280.000" in page


def test_all_lines_stand_with_their_sums_and_can_be_sorted(treasurer: Client) -> None:
    page = treasurer.get(f"{ALL}?sort=-promised")
    lines = [link for link in links(page) if link.endswith("/money/")]
    assert lines[0] == PAGE and 'aria-sort="descending"' in page.content.decode()
    assert [link for link in links(treasurer.get(f"{ALL}?sort=promised")) if link.endswith("/money/")] == lines[::-1]


def test_a_clerk_is_told_that_no_money_lies_in_the_own_village(clerk: Client) -> None:
    assert "Belum ada dana di wilayah Anda" in words(clerk.get(ALL))
    assert clerk.get(PAGE).status_code == 404


def test_a_sponsor_sees_the_sums_of_the_own_line_and_no_other(signed_in: SignIn) -> None:
    sponsor = signed_in("demo-taekwang")
    assert "tersisa dari Rp" in words(sponsor.get("/funding/lines/csr-taekwang/"))
    assert sponsor.get(PAGE).status_code == 403


def test_the_treasurer_of_another_regency_finds_nothing(lists: None) -> None:
    stranger = a_client("bendahara-lain", "treasurer", "32.15")
    assert stranger.get(PAGE).status_code == 404 and "kab-2025" not in stranger.get(ALL).content.decode()
