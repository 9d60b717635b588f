"""Money is booked in two steps, once, to the rupiah, by the treasurer alone; what does not fit is refused in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from payung.access.queries import seeing
from payung.funding.models import FundingLine, Invoice, LineBalance, Transfer
from payung.funding.queries import line as line_with_code
from payung.funding.queries import miscarried
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.models import Enrolment
from payung.units.month import Month
from payung.units.region import Area
from payung.units.rupiah import in_rupiah
from tests.roles import TANJUNGSARI
from tests.web.pages import words

pytestmark = pytest.mark.django_db
LINE = "/funding/lines/kab-2025"
RECEIVE, GIVE_BACK, REFUND = f"{LINE}/receive/", f"{LINE}/give-back/", f"{LINE}/refund/"
PRICE = 16_800
SignIn = Callable[[str], Client]


@pytest.fixture
def treasurer(signed_in: SignIn) -> Client:
    return signed_in("demo-bendahara")


@pytest.fixture
def invoice(lists: None) -> Invoice:
    return invoice_month(line=line_with_code("kab-2025"), month=Month(2025, 11), on=date(2025, 11, 24))


def given(**changes: Any) -> dict[str, Any]:
    said = {"amount": "Rp400.000.000", "on": "2025-11-24", "source": "kuitansi 1", "reason": "termin pertama"}
    return {**said, "key": "0123456789abcdef", "confirmed": "yes", **changes}


def receive(treasurer: Client, amount: int) -> None:
    assert treasurer.post(RECEIVE, given(amount=str(amount), key=f"{amount:016x}")).status_code == 302


def bank() -> int:
    return LineBalance.objects.get(line__code="kab-2025").bank_idr


def test_a_receipt_is_shown_first_and_nothing_is_booked_by_that(treasurer: Client) -> None:
    page = words(treasurer.post(RECEIVE, given(confirmed="")))
    assert "Rp400.000.000 dari Pemerintah Kabupaten Purwakarta dicatat diterima pada 24 November 2025" in page
    assert "Uang di bank Rp0 Rp400.000.000" in page and bank() == 0


def test_a_form_that_is_sent_twice_counts_once(treasurer: Client) -> None:
    treasurer.post(RECEIVE, given())
    again = treasurer.post(RECEIVE, given(), follow=True)
    assert "Tidak ada yang dicatat dua kali" in words(again)
    assert bank() == 400_000_000 and Transfer.objects.filter(kind="receipt").count() == 1


def test_each_form_that_is_shown_has_a_key_of_its_own(treasurer: Client) -> None:
    keys = {re.search(rb'name="key" value="([0-9a-f]{16})"', treasurer.get(RECEIVE).content)[1] for _ in range(2)}  # type: ignore[index]
    assert len(keys) == 2


WRONG = [
    ({"amount": "1,5"}, "bukan jumlah rupiah"), ({"amount": "Rp12.34"}, "bukan jumlah rupiah"),
    ({"amount": "0"}, "Isi jumlah di atas nol"), ({"on": "kemarin"}, "bukan tanggal"),
    ({"on": "2199-01-01"}, "tidak dapat dicatat"),
    ({"source": " "}, "Isi nomor bukti"), ({"reason": ""}, "Tulis alasannya"), ({"key": "x"}, "sudah kedaluwarsa"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_a_wrong_field_is_told_and_nothing_is_booked(treasurer: Client, changes: dict[str, str], said: str) -> None:
    answer = treasurer.post(RECEIVE, given(**changes))
    assert answer.status_code == 422 and said in words(answer) and bank() == 0


def test_no_more_goes_back_than_lies_in_the_bank(treasurer: Client) -> None:
    receive(treasurer, 5_000)
    answer = treasurer.post(GIVE_BACK, given(amount="6.000", key="f" * 16))
    assert answer.status_code == 422 and "kurang Rp1.000" in words(answer)
    treasurer.post(GIVE_BACK, given(amount="5.000", key="e" * 16))
    assert bank() == 0 and miscarried() == []


def test_bpjs_gives_back_no_more_than_it_owes(treasurer: Client) -> None:
    answer = treasurer.post(REFUND, given(amount="1"))
    assert answer.status_code == 422 and "hanya masih harus mengembalikan Rp0" in words(answer)


def test_an_invoice_is_paid_to_the_rupiah_and_once(treasurer: Client, invoice: Invoice) -> None:
    pay = f"/funding/invoices/{invoice.pk}/pay/"
    receive(treasurer, invoice.amount_idr)
    short = treasurer.post(pay, given(amount=str(invoice.amount_idr - 1)))
    assert short.status_code == 422 and "selisih -Rp1" in words(short)
    shown = words(treasurer.post(pay, given(amount=in_rupiah(invoice.amount_idr), confirmed="")))
    assert f"dicatat lunas pada 24 November 2025: {in_rupiah(invoice.amount_idr)}" in shown
    assert treasurer.post(pay, given(amount=str(invoice.amount_idr))).status_code == 302
    again = treasurer.post(pay, given(amount=str(invoice.amount_idr)))
    assert again.status_code == 422 and "sudah lunas" in words(again)
    assert bank() == 0 and Transfer.objects.filter(kind="payment").count() == 2 and miscarried() == []


def test_nothing_is_paid_that_was_not_received(treasurer: Client, invoice: Invoice) -> None:
    answer = treasurer.post(f"/funding/invoices/{invoice.pk}/pay/", given(amount=str(invoice.amount_idr)))
    assert answer.status_code == 422 and f"kurang {in_rupiah(invoice.amount_idr)}" in words(answer)


def test_what_bpjs_owes_pays_an_invoice_only_where_the_rule_of_the_line_says_so(
    treasurer: Client, invoice: Invoice
) -> None:
    receive(treasurer, 2 * invoice.amount_idr)
    treasurer.post(f"/funding/invoices/{invoice.pk}/pay/", given(amount=str(invoice.amount_idr)))
    with seeing(Area(""), by="test"):
        seat = Enrolment.objects.filter(line__code="kab-2025", state="placed").order_by("id").first()
        assert seat is not None
        end_enrolments(endings=[Ending(seat.pk, Month(2025, 11))], why="refused", on=date(2025, 11, 24))
        later = invoice_month(line=seat.line, month=Month(2025, 12), on=date(2025, 11, 24))
    pay, said = f"/funding/invoices/{later.pk}/pay/", given(amount=str(later.amount_idr - PRICE), offset=str(PRICE))
    refused = treasurer.post(pay, said)
    assert refused.status_code == 422 and "kembali sebagai uang" in words(refused)
    with seeing(Area(""), by="test"):
        FundingLine.objects.filter(code="kab-2025").update(unused="next-invoice")
    assert treasurer.post(pay, said).status_code == 302
    held = LineBalance.objects.get(line__code="kab-2025")
    assert (held.owed_idr, held.invoiced_idr) == (0, 0) and miscarried() == []


def test_an_entry_is_corrected_once_with_a_reason(treasurer: Client) -> None:
    treasurer.post(RECEIVE, given())
    entry = Transfer.objects.get(kind="receipt").entry
    correct = f"/funding/entries/{entry}/correct/"
    assert "Tulis alasannya" in words(treasurer.post(correct, {"confirmed": "yes"}))
    assert "Lawan dari catatan" in words(treasurer.post(correct, {"reason": "salah dana"})) and bank() == 400_000_000
    said = {"reason": "salah dana", "confirmed": "yes"}
    assert treasurer.post(correct, said).status_code == 302 and bank() == 0
    again = treasurer.post(correct, said)
    assert again.status_code == 422 and "sudah dikoreksi" in words(again) and miscarried() == []


def test_what_has_been_used_since_is_not_corrected_and_the_sum_is_told(treasurer: Client) -> None:
    treasurer.post(RECEIVE, given())
    treasurer.post(GIVE_BACK, given(amount="1.000", key="e" * 16))
    receipt, pledge = (Transfer.objects.get(kind=kind, line__code="kab-2025").entry for kind in ("receipt", "pledge"))
    answer = treasurer.post(f"/funding/entries/{receipt}/correct/", {"reason": "salah"})
    assert answer.status_code == 422 and "Rp1.000 darinya sudah dipakai" in words(answer)
    used = in_rupiah(LineBalance.objects.get(line__code="kab-2025").committed_idr)
    assert f"{used} darinya sudah dipakai" in words(
        treasurer.post(f"/funding/entries/{pledge}/correct/", {"reason": "salah"})
    )


def test_what_worker_months_caused_is_not_corrected_by_hand(treasurer: Client) -> None:
    entry = Transfer.objects.filter(kind="commitment").values_list("entry", flat=True).first()
    answer = treasurer.post(f"/funding/entries/{entry}/correct/", {"reason": "salah", "confirmed": "yes"})
    assert answer.status_code == 422 and "mengikuti bulan perlindungan" in words(answer)


def test_a_payment_code_is_noted_and_belongs_to_one_invoice(treasurer: Client, invoice: Invoice) -> None:
    code = f"/funding/invoices/{invoice.pk}/code/"
    assert "Isi kode bayar" in words(treasurer.post(code, {"code": " "}))
    for _again in range(2):
        assert treasurer.post(code, {"code": "9900 1234"}).status_code == 302
    assert "Menunggu pembayaran" in words(treasurer.get(f"/funding/invoices/{invoice.pk}/"))
    other = invoice_month(line=line_with_code("kab-2025"), month=Month(2025, 12), on=date(2025, 11, 24))
    assert "sudah dipakai tagihan lain" in words(
        treasurer.post(f"/funding/invoices/{other.pk}/code/", {"code": "99001234"})
    )


@pytest.mark.parametrize("short", ["1", "12345", "A-1-2-3-4", "IURANBPJS", "------"])
def test_a_code_that_stands_in_much_text_is_refused_and_pays_nothing(
    treasurer: Client, invoice: Invoice, short: str
) -> None:
    answer = treasurer.post(f"/funding/invoices/{invoice.pk}/code/", {"code": short})
    assert answer.status_code == 422 and "sedikitnya 6 huruf atau angka" in words(answer)
    assert Invoice.objects.get(pk=invoice.pk).payment_code is None


def test_a_code_can_be_cleared_while_the_invoice_is_open(treasurer: Client, invoice: Invoice) -> None:
    code, page = f"/funding/invoices/{invoice.pk}/code/", f"/funding/invoices/{invoice.pk}/"
    assert "Hapus kode bayar" not in words(treasurer.get(page))
    treasurer.post(code, {"code": "99001234"})
    assert "Hapus kode bayar" in words(treasurer.get(page))
    for _again in range(2):
        assert "Kode bayar dihapus." in words(treasurer.post(code, {"code": "99001234", "clear": "yes"}, follow=True))
    assert Invoice.objects.get(pk=invoice.pk).payment_code is None
    treasurer.post(code, {"code": "99001234"})
    receive(treasurer, invoice.amount_idr)
    treasurer.post(f"/funding/invoices/{invoice.pk}/pay/", given(amount=str(invoice.amount_idr)))
    refused = treasurer.post(code, {"clear": "yes"})
    assert refused.status_code == 422 and Invoice.objects.get(pk=invoice.pk).payment_code == "99001234"


@pytest.mark.parametrize("address", [RECEIVE, GIVE_BACK, REFUND, "/funding/invoices/"])
def test_an_officer_sees_money_and_moves_none(officer: Client, address: str) -> None:
    assert officer.get(f"{LINE}/money/").status_code == 200
    assert officer.get(address).status_code == officer.post(address, given()).status_code == 403


def test_the_form_takes_off_what_bpjs_owes_where_the_line_says_so(treasurer: Client, officer: Client) -> None:
    line = line_with_code("kab-2025")
    seat = Enrolment.objects.filter(line=line, state="placed", village=TANJUNGSARI)[0]
    december = invoice_month(line=line, month=Month(2025, 12), on=date(2025, 11, 24))
    receive(treasurer, december.amount_idr)
    treasurer.post(f"/funding/invoices/{december.pk}/pay/", given(amount=str(december.amount_idr)))
    officer.post(f"/membership/end/{seat.pk}/", {"why": "moved", "happened_on": "2025-11-20"})
    november = invoice_month(line=line, month=Month(2025, 11), on=date(2025, 11, 24))
    page = f"/funding/invoices/{november.pk}/pay/"
    assert 'name="amount" value=""' in treasurer.get(page).content.decode()
    FundingLine.objects.filter(pk=line.pk).update(unused="next-invoice")
    shown = treasurer.get(page).content.decode()
    assert 'name="offset" value="16800"' in shown and f'value="{november.amount_idr - 16_800}"' in shown


def test_what_went_to_bpjs_beyond_invoices_is_booked_and_comes_back_and_no_more_than_that(treasurer: Client) -> None:
    receive(treasurer, 100)
    out, back = f"{LINE}/overpay/", f"{LINE}/overpaid-back/"
    assert "Uang di bank Rp100 Rp40" in words(treasurer.post(out, given(amount="60", confirmed="")))
    treasurer.post(out, given(amount="60", key=f"{1:016x}"))
    assert "Dari itu kelebihan bayar Rp60" in words(treasurer.get(f"{LINE}/money/")) and bank() == 40
    assert "hanya Rp60" in words(treasurer.post(back, given(amount="61", key=f"{2:016x}")))
    treasurer.post(back, given(amount="60", key=f"{3:016x}"))
    assert bank() == 100 and miscarried() == []
