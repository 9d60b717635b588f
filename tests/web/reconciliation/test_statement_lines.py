"""Lines of a statement that somebody decides: payments, money overpaid, money that came in; and the bank beside the book."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.funding.actions.pledge import pledge_up_to
from payung.funding.models import FundingLine, Invoice, StatementLine
from payung.funding.queries import held_balance
from payung.units.rupiah import in_rupiah
from tests.web.pages import links, words
from tests.web.reconciliation.files_in import PRICE, STATEMENTS, a_statement, came_in, send


def test_a_line_that_names_no_invoice_is_decided_by_hand(treasurer: Client) -> None:
    told = words(send(treasurer, STATEMENTS, a_statement(3 * PRICE, "SETORAN TUNAI")))
    assert "Tidak menyebut kode bayar" in told and "Putuskan baris 3" in told
    mutation, invoice = StatementLine.objects.latest("pk"), Invoice.objects.get()
    address = f"/funding/statements/line/{mutation.pk}/"
    assert "Rp50.400" in words(treasurer.get(address))
    for given, said in (
        ({}, "Pilih tagihan"),
        ({"invoice": invoice.pk}, "Tulis mengapa"),
        ({"invoice": "9" * 30}, "Pilih tagihan"),
    ):
        answer = treasurer.post(address, given)
        assert answer.status_code == 422 and said in words(answer)
    done = treasurer.post(address, {"invoice": invoice.pk, "reason": "bukti setor nomor 7"}, follow=True)
    assert "Mutasi ini sudah diputuskan" in words(done) and Invoice.objects.get().open_idr == 0
    assert "baru saja diputuskan orang lain" in words(
        treasurer.post(address, {"invoice": "none", "reason": "biaya bank"})
    )


def test_a_line_is_set_aside_and_open_ones_are_looked_at_again(treasurer: Client) -> None:
    send(treasurer, STATEMENTS, a_statement(5, "BIAYA"))
    mutation = StatementLine.objects.latest("pk")
    treasurer.post(f"/funding/statements/line/{mutation.pk}/", {"invoice": "none", "reason": "biaya bank"})
    assert "Bukan pembayaran iuran biaya bank" in words(
        treasurer.get(f"/funding/statements/{mutation.statement_id}/?show=all")
    ).replace("  ", " ")
    assert "0 mutasi dicocokkan" in words(treasurer.post("/funding/statements/match/", follow=True))


def test_a_line_that_was_set_aside_by_mistake_is_opened_again_with_a_reason(treasurer: Client) -> None:
    send(treasurer, STATEMENTS, a_statement(3 * PRICE, "SETORAN"))
    mutation = StatementLine.objects.latest("pk")
    address = f"/funding/statements/line/{mutation.pk}/"
    treasurer.post(address, {"invoice": "none", "reason": "biaya bank"})
    assert "Lihat atau buka lagi baris 3" in words(
        treasurer.get(f"/funding/statements/{mutation.statement_id}/?show=all")
    )
    assert "Tulis mengapa" in words(treasurer.post(address, {"invoice": "open"}))
    told = words(treasurer.post(address, {"invoice": "open", "reason": "ternyata iuran"}, follow=True))
    assert "Mutasi ini dibuka lagi" in told and "Mutasi ini membayar apa?" in told
    treasurer.post(address, {"invoice": Invoice.objects.get().pk, "reason": "bukti setor 7"})
    assert Invoice.objects.get().open_idr == 0


def test_the_correction_of_a_payment_says_that_its_line_opens_again(treasurer: Client) -> None:
    send(treasurer, STATEMENTS, a_statement(3 * PRICE, "IURAN PYG-7F3K2"))
    mutation = StatementLine.objects.latest("pk")
    page = treasurer.get(f"/funding/statements/line/{mutation.pk}/")
    address = f"/funding/entries/{mutation.entry}/correct/"
    assert address in links(page)
    asked = words(treasurer.post(address, {"reason": "salah tagihan"}))
    assert "Mutasi rekening koran yang membuatnya terbuka lagi" in asked
    treasurer.post(address, {"reason": "salah tagihan", "confirmed": "yes"})
    assert "Dibuka lagi" in words(treasurer.get(f"/funding/statements/line/{mutation.pk}/"))


def test_an_invoice_is_looked_for_among_many_and_the_statements_go_on(treasurer: Client, monkeypatch) -> None:
    monkeypatch.setattr("payung.funding.queries.STATEMENTS_SHOWN", 1)
    send(treasurer, STATEMENTS, a_statement(5, "BIAYA"))
    send(treasurer, STATEMENTS, a_statement(6, "BIAYA"))
    page = treasurer.get(STATEMENTS)
    assert "Berikutnya" in words(page) and "Ke halaman pertama" in words(
        treasurer.get(STATEMENTS, {"after": page.context["next"]})
    )
    address = f"/funding/statements/line/{StatementLine.objects.latest('pk').pk}/"
    for asked, there in (("2025-11", True), ("pyg-7f3k2", True), ("2025-12", False)):
        told = words(treasurer.get(address, {"find": asked}))
        assert ("utama/2025-11/1" in told) is there and ("Tidak ada tagihan terbuka yang cocok" in told) is not there
    monkeypatch.setattr("payung.funding.queries.INVOICES_SHOWN", 1)
    assert "Tidak semua tagihan terbuka ditampilkan" in words(treasurer.get(address))


def test_a_statement_stands_beside_the_book_with_what_explains_the_difference(treasurer: Client) -> None:
    told = words(send(treasurer, STATEMENTS, a_statement(5, "BIAYA")))
    book = 10 * PRICE
    said = f"menurut bank ada Rp999.995, menurut buku {in_rupiah(book)}: selisih {in_rupiah(999_995 - book)}"
    assert f"Pada 28 November 2025 {said}" in told
    assert "Sudah ada di bank sebelum rekening koran pertama Rp1.000.000" in told
    assert "Hanya di bank: 1 mutasi yang belum diputuskan" in told and "Hanya di buku: 1 catatan tanpa mutasi" in told
    assert "Belum ada penjelasannya" not in told and "tidak menyambung" not in told
    later = (
        a_statement(5, "BIAYA")
        .replace(b"28/11", b"29/11")
        .replace(b"1.000.000", b"999.999")
        .replace(b"999995", b"999994")
    )
    told = words(send(treasurer, STATEMENTS, later))
    assert "Saldo awal Rp999.999 tidak menyambung dengan berkas.csv" in told and "Rp4 tidak terlihat" in told


def test_a_rupiah_over_is_paid_with_a_mark_and_comes_back_by_a_line_that_came_in(treasurer: Client) -> None:
    told = words(send(treasurer, STATEMENTS, a_statement(3 * PRICE + 1, "IURAN PYG-7F3K2")))
    assert "Lebih dari tagihannya" in told and "catat lebihnya sebagai kelebihan bayar" in told
    over = StatementLine.objects.latest("pk")
    address, said = f"/funding/statements/line/{over.pk}/", {"invoice": Invoice.objects.get().pk, "reason": "bukti 7"}
    refused = treasurer.post(address, said)
    assert refused.status_code == 422 and "selisih Rp1" in words(refused)
    treasurer.post(address, {**said, "beyond": "yes"})
    assert Invoice.objects.get().open_idr == 0
    assert "Dari itu kelebihan bayar Rp1" in words(treasurer.get("/funding/lines/utama/money/"))
    send(treasurer, STATEMENTS, came_in(1, "BPJS"))
    back = f"/funding/statements/line/{StatementLine.objects.latest('pk').pk}/"
    assert "BPJS mengembalikan kelebihan bayar, Sumber utama" in words(treasurer.get(back))
    treasurer.post(back, {"invoice": "overpaid:utama", "reason": "surat BPJS 3"})
    assert "Dikembalikan BPJS" in words(treasurer.get(back))
    assert "kelebihan bayar Rp" not in words(treasurer.get("/funding/lines/utama/money/"))


def test_a_payment_without_an_invoice_is_overpaid_by_the_line_that_is_chosen(treasurer: Client) -> None:
    send(treasurer, STATEMENTS, a_statement(5, "IURAN LAMA"))
    address = f"/funding/statements/line/{StatementLine.objects.latest('pk').pk}/"
    assert "Kelebihan bayar ke BPJS dari Sumber utama" in words(treasurer.get(address))
    assert treasurer.post(address, {"invoice": "overpaid:lain", "reason": "bukti 7"}).status_code == 422
    treasurer.post(address, {"invoice": "overpaid:utama", "reason": "bukti 7"})
    assert held_balance(FundingLine.objects.get()).overpaid_idr == 5
    assert "Kelebihan bayar dikirim ke BPJS" in words(treasurer.get("/funding/lines/utama/journal/"))


@pytest.fixture
def promised(treasurer: Client) -> FundingLine:
    """The line, to which 100 000 more are promised than its payer has sent."""
    utama = FundingLine.objects.get()
    pledge_up_to(line=utama, total_idr=held_balance(utama).received_idr + 100_000, reason="pledge", source="uji")
    return utama


def test_money_that_came_in_for_one_line_is_booked_with_one_press(treasurer: Client, promised: FundingLine) -> None:
    page = send(treasurer, STATEMENTS, came_in(70_000, "DANA UTAMA TAHAP 2"))
    assert "Cocok dengan satu sumber dana Bank menyebut Sumber utama, yang masih akan menerima Rp100.000" in words(page)
    assert "Catat Rp70.000 sebagai penerimaan Sumber utama" in words(page)
    mutation, before = StatementLine.objects.latest("pk"), held_balance(promised).bank_idr
    address = f"/funding/statements/line/{mutation.pk}/receive/"
    assert "Catat Rp70.000" in words(treasurer.get(address, follow=True))
    done = treasurer.post(address, {"invoice": "utama"}, follow=True)
    assert "Rp70.000 dicatat sebagai penerimaan Sumber utama" in words(done)
    assert held_balance(promised).bank_idr == before + 70_000
    again = words(treasurer.post(address, {"invoice": "utama"}, follow=True))
    assert "baru saja diputuskan orang lain" in again and "Dicatat sebagai penerimaan" in again
    assert held_balance(promised).bank_idr == before + 70_000


def test_money_that_fits_no_line_is_booked_by_hand(treasurer: Client, promised: FundingLine) -> None:
    assert "sebagai penerimaan" not in words(send(treasurer, STATEMENTS, came_in(70_000, "SETORAN TUNAI")))
    mutation = StatementLine.objects.latest("pk")
    address = f"/funding/statements/line/{mutation.pk}/"
    assert "Sumber utama, Pembayar utama Masih akan diterima Rp100.000" in words(treasurer.get(address))
    for given, said in (({}, "Pilih sumber dana"), ({"invoice": "lain"}, "Pilih sumber dana"),
                        ({"invoice": "utama"}, "Tulis mengapa")):  # fmt: skip
        assert said in words(treasurer.post(address, given))
    refused = treasurer.post(f"{address}receive/", {"invoice": "utama"}, follow=True)
    assert "tidak lagi cocok dengan utama saja" in words(refused)
    treasurer.post(address, {"invoice": "utama", "reason": "surat setoran 4"})
    mutation.refresh_from_db()
    assert (mutation.outcome, mutation.reason) == ("received", "surat setoran 4")
