"""The pages of the reconciliation: files in and out, classes with their next step, and names only for who may see people."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.access.queries import seeing
from payung.funding.actions.pledge import pledge_up_to
from payung.funding.actions.receive import receive
from payung.funding.models import FundingLine, Invoice, StatementLine
from payung.funding.queries import held_balance
from payung.membership.actions.invoice_month import invoice_month
from payung.people.models import Person
from payung.units.month import Month
from payung.units.region import Area
from payung.units.rupiah import in_rupiah
from tests.lists import line, nik, workers
from tests.sending import office_for_a_module
from tests.users import a_client
from tests.web.pages import links, words

ON = date(2025, 11, 21)
PRICE = 16_800
PAGE, ANSWERS, STATEMENTS = (
    "/funding/reconciliation/utama/",
    "/funding/reconciliation/utama/answers/",
    "/funding/statements/",
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Once for a module: a line with three workers, November invoiced under a payment code, the payer's money received."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as office:
        office.load(line("utama", 5))
        office.send(workers(1, 3))
        with seeing(Area(""), by="test"):
            utama = FundingLine.objects.get(code="utama")
            receive(line=utama, amount_idr=10 * PRICE, on=ON, reason="dana", source="uji")
            made = invoice_month(line=utama, month=Month(2025, 11), on=ON)
            Invoice.objects.filter(pk=made.pk).update(payment_code="PYG-7F3K2")
        yield


@pytest.fixture
def officer(world: None, db: None) -> Client:
    return a_client("officer", "regency-officer", "32.14")


@pytest.fixture
def treasurer(world: None, db: None) -> Client:
    return a_client("treasurer", "treasurer", "32.14")


def send(client: Client, address: str, content: bytes, name: str = "berkas.csv", **more: str):
    return client.post(address, {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def an_answer(*rows: str) -> bytes:
    return "\n".join(["NIK;KPJ;Status;Alasan", *rows]).encode()


def a_statement(amount: int, text: str) -> bytes:
    rows = [
        "Saldo Awal;1.000.000",
        "Tanggal;Uraian;Debet;Kredit",
        f"28/11/2025;{text};{amount};",
        f"Saldo Akhir;{1_000_000 - amount}",
    ]
    return "\n".join(rows).encode()


def test_the_page_tells_each_class_with_its_next_step_and_the_sums(treasurer: Client) -> None:
    told = words(treasurer.get(PAGE, {"month": "2025-11"}))
    assert "Ditagih, belum dibayar 3 Rp50.400 Bayar tagihannya." in told and "Jumlah 3 Rp50.400" in told
    assert "0 dari 3 iuran bulanan cocok di ketiga daftar" in told
    assert "Terlindungi, belum ditagih 3" in words(treasurer.get(PAGE, {"month": "2025-12"}))


def test_a_line_is_reconciled_as_a_whole_and_not_by_one_of_its_villages(world: None, db: None) -> None:
    clerk = a_client("clerk", "village-clerk", "32.14.16.2005")
    assert clerk.get(PAGE).status_code == 404 and "Sumber utama" not in words(clerk.get("/funding/reconciliation/"))


def test_an_unknown_line_is_not_found_and_an_odd_month_or_class_is_passed_over(treasurer: Client) -> None:
    assert treasurer.get("/funding/reconciliation/lain/").status_code == 404
    for asked in ({"month": "x"}, {"month": "2031-01"}, {"class": "x"}, {"class": "unpaid", "after": "x:y"}):
        assert treasurer.get(PAGE, asked).status_code == 200


def test_a_treasurer_counts_villages_and_an_officer_sees_names(treasurer: Client, officer: Client) -> None:
    asked = {"month": "2025-11", "class": "unpaid"}
    counted, named = words(treasurer.get(PAGE, asked)), words(officer.get(PAGE, asked))
    assert "Desa Tanjungsari" in counted and "PEKERJA 1" not in counted
    assert "PEKERJA 1" in named and nik(1) not in named


def test_answers_and_payment_make_all_three_lists_agree(officer: Client, treasurer: Client) -> None:
    told = words(send(officer, ANSWERS, an_answer(*(f"{nik(n)};1234567890{n};Valid;" for n in (1, 2, 3)))))
    assert "3 baris, dan apa jadinya setiap baris 3 diterima dengan nomor KPJ" in told
    assert Person.objects.get(nik=nik(2)).kpj == "12345678902"
    told = words(send(treasurer, STATEMENTS, a_statement(3 * PRICE, "IURAN PYG-7F3K2")))
    assert "Semua mutasi sudah diputuskan" in told
    told = words(treasurer.get(PAGE, {"month": "2025-11"}))
    assert "3 dari 3 iuran bulanan cocok di ketiga daftar" in told and "Tidak ada yang perlu dilakukan" in told


def test_a_refusal_is_told_with_what_it_does_and_a_problem_with_its_row(officer: Client) -> None:
    told = words(send(officer, ANSWERS, an_answer(f"{nik(1)};;Ditolak;Usia", f"{nik(99)};12345678999;Valid;")))
    assert "1 ditolak BPJS" in told and "tempat dan dananya kembali" in told
    assert "NIK di baris ini tidak dikenal" in told and "3 NIK" in told


def test_the_same_answers_twice_lead_to_the_same_page(officer: Client) -> None:
    first, again = (send(officer, ANSWERS, an_answer(f"{nik(1)};12345678901;Valid;")) for _time in range(2))
    assert first.redirect_chain == again.redirect_chain


WRONG = [
    (ANSWERS, b"Nomor;KPJ\n1;2\n", "Tidak ditemukan: NIK"),
    (ANSWERS, b"%PDF-1.7", "bukan daftar yang dapat dibaca"),
    (STATEMENTS, a_statement(5, "X").replace(b"999995", b"999996"), "tidak cocok"),
    (STATEMENTS, a_statement(5, "X").replace(b";5;", b";5,50;"), "Baris 3 berisi sen"),
    (STATEMENTS, b"a;b\n1;2\n", "Tidak ditemukan: Tanggal"),
]


@pytest.mark.parametrize(("address", "content", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_a_file_that_cannot_be_taken_says_why_on_its_page(officer, treasurer, address, content, said) -> None:
    answer = send(officer if address == ANSWERS else treasurer, address, content)
    assert answer.status_code == 422 and said in words(answer) and "Ada yang perlu diperbaiki" in words(answer)


@pytest.mark.parametrize("address", [ANSWERS, STATEMENTS])
def test_a_form_without_a_file_or_with_one_beyond_the_limit_says_so(officer, treasurer, settings, address) -> None:
    client = officer if address == ANSWERS else treasurer
    assert "Pilih berkasnya dulu" in words(client.post(address))
    settings.UPLOAD_LIMIT_BYTES = 10
    assert "Berkas melebihi" in words(send(client, address, b"x" * 100))


def test_a_file_without_the_token_of_the_form_is_not_taken(world: None, db: None) -> None:
    client = a_client("careful", "treasurer", "32.14")
    client.handler.enforce_csrf_checks = True
    assert send(client, STATEMENTS, a_statement(5, "X")).status_code == 403


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


def came_in(amount: int, text: str) -> bytes:
    rows = ["Saldo Awal;0", "Tanggal;Uraian;Debet;Kredit", f"28/11/2025;{text};;{amount}", f"Saldo Akhir;{amount}"]
    return "\n".join(rows).encode()


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


def sheet(answer) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_the_participant_file_has_who_was_not_answered_yet_and_stands_in_the_log(officer: Client) -> None:
    send(officer, ANSWERS, an_answer(f"{nik(1)};12345678901;Valid;"))
    fresh, everybody = (sheet(officer.get(f"{PAGE}participants/", {"who": who})) for who in ("", "all"))
    assert [row[0] for row in fresh] == ["NIK", nik(2), nik(3)] and len(everybody) == 4
    offered = links(officer.get(PAGE))
    assert {f"{PAGE}participants/{asked}" for asked in ("", "?kind=csv", "?who=all", "?who=all&kind=csv")} <= set(
        offered
    )
    csv = officer.get(f"{PAGE}participants/", {"kind": "csv"})
    assert csv.content.decode("utf-8-sig").startswith("NIK,NAMA") and csv["Cache-Control"] == "no-store"


def test_the_payment_file_has_who_is_on_the_invoice(officer: Client) -> None:
    assert "Unduh rincian pembayaran tagihan 1 (xlsx)" in words(officer.get(PAGE, {"month": "2025-11"}))
    rows = sheet(officer.get(f"/funding/invoices/{Invoice.objects.get().pk}/payment-file/"))
    assert (
        [row[1] for row in rows] == ["NIK", nik(1), nik(2), nik(3)]
        and rows[1][0] == "PYG-7F3K2"
        and rows[1][-1] == PRICE
    )
    assert officer.get("/funding/invoices/999999/payment-file/").status_code == 404


def test_the_workbook_names_workers_for_an_officer_and_villages_for_a_treasurer(
    officer: Client, treasurer: Client
) -> None:
    named, counted = (sheet(client.get(f"{PAGE}export/", {"month": "2025-11"})) for client in (officer, treasurer))
    assert {row[1] for row in named[3:]} == {"PEKERJA 1", "PEKERJA 2", "PEKERJA 3"} and nik(1) not in str(named)
    assert [row[1:5] for row in counted[3:]] == [("32.14.16.2005", "Tanjungsari", "Pondok Salam", 3)] or counted[3][
        4
    ] == 3
    assert "PEKERJA" not in str(counted) and "Diunduh" in str(named[1])


FORBIDDEN = [
    ("treasurer", ANSWERS), ("treasurer", f"{PAGE}participants/"), ("regency-officer", STATEMENTS),
    ("bpjs-officer", STATEMENTS), ("village-clerk", ANSWERS), ("auditor", STATEMENTS), ("sponsor", PAGE),
]  # fmt: skip


@pytest.mark.parametrize(("role", "address"), FORBIDDEN)
def test_each_file_is_for_those_who_deal_with_it(world: None, db: None, role: str, address: str) -> None:
    more = {"line": "utama"} if role == "sponsor" else {}
    assert a_client("somebody", role, "32.14", **more).get(address).status_code == 403


def test_a_mapping_with_mistakes_names_them_on_the_page(officer: Client, settings, tmp_path) -> None:
    (tmp_path / "own.toml").write_text("[participants]\nverified = 1\n", "utf-8")
    settings.MAPPING_FILE = str(tmp_path / "own.toml")
    told = words(officer.get(ANSWERS))
    assert "participants.verified" in told and "answers: Kunci ini wajib diisi" in told
    answer = officer.get(f"{PAGE}participants/")
    assert answer.status_code == 422 and "participants.columns" in answer.content.decode()
