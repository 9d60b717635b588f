"""Files that come in, answers and statements: what becomes of each, what is said of a wrong one, and who may send it."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.people.models import Person
from tests.lists import nik
from tests.sending import Office
from tests.users import a_client
from tests.web.pages import words
from tests.web.reconciliation.files_in import ANSWERS, PAGE, PRICE, STATEMENTS, a_statement, an_answer, send


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


def test_a_file_without_the_token_of_the_form_is_not_taken(world: Office, db: None) -> None:
    client = a_client("careful", "treasurer", "32.14")
    client.handler.enforce_csrf_checks = True
    assert send(client, STATEMENTS, a_statement(5, "X")).status_code == 403


FORBIDDEN = [
    ("treasurer", ANSWERS), ("treasurer", f"{PAGE}participants/"), ("regency-officer", STATEMENTS),
    ("bpjs-officer", STATEMENTS), ("village-clerk", ANSWERS), ("auditor", STATEMENTS), ("sponsor", PAGE),
]  # fmt: skip


@pytest.mark.parametrize(("role", "address"), FORBIDDEN)
def test_each_file_is_for_those_who_deal_with_it(world: Office, db: None, role: str, address: str) -> None:
    more = {"line": "utama"} if role == "sponsor" else {}
    assert a_client("somebody", role, "32.14", **more).get(address).status_code == 403
