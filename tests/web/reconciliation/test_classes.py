"""The page of the reconciliation: classes with their next step, names only for who may see people, and files that leave."""

from __future__ import annotations

import io
import re
from html import unescape
from urllib.parse import urljoin

import openpyxl
from django.test import Client

from payung.funding.models import Invoice
from payung.insight.reconciliation import villages_in, workers_in
from tests.lists import PONDOKSALAM, nik, workers
from tests.sending import Office
from tests.users import a_client
from tests.web.pages import links, words
from tests.web.reconciliation.files_in import ANSWERS, PAGE, PRICE, an_answer, send


def test_the_page_tells_each_class_with_its_next_step_and_the_sums(treasurer: Client) -> None:
    told = words(treasurer.get(PAGE, {"month": "2025-11"}))
    assert "Ditagih, belum dibayar 3 Rp50.400 Bayar tagihannya." in told and "Jumlah 3 Rp50.400" in told
    assert "0 dari 3 iuran bulanan cocok di ketiga daftar" in told
    assert "Terlindungi, belum ditagih 3" in words(treasurer.get(PAGE, {"month": "2025-12"}))


def test_a_line_is_reconciled_as_a_whole_and_not_by_one_of_its_villages(world: Office, db: None) -> None:
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


def through_the_pages(client: Client, what: str) -> list:
    """What each page of a class shows, by its own link to the next one."""
    address, shown = f"{PAGE}?month=2025-12&class=not-invoiced", []
    for _page in range(9):
        page = client.get(address)
        shown.append([str(each.name) for each in page.context[what]])
        onward = re.findall(r'rel="next" href="([^"]+)"', page.content.decode())
        if not onward:
            break
        (address,) = (urljoin(address, unescape(each)) for each in onward)
    return shown


def test_a_class_goes_on_page_by_page_and_each_page_leads_to_the_next(
    world: Office, officer: Client, treasurer: Client, monkeypatch
) -> None:
    world.send(workers(4, 4, PONDOKSALAM[5]))
    monkeypatch.setitem(workers_in.__kwdefaults__, "limit", 2)
    assert through_the_pages(officer, "people") == [["PEKERJA 1", "PEKERJA 2"], ["PEKERJA 3", "PEKERJA 4"]]
    monkeypatch.setitem(villages_in.__kwdefaults__, "limit", 1)
    assert [len(page) for page in through_the_pages(treasurer, "villages")] == [1, 1]


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


def test_a_mapping_with_mistakes_names_them_on_the_page(officer: Client, settings, tmp_path) -> None:
    (tmp_path / "own.toml").write_text("[participants]\nverified = 1\n", "utf-8")
    settings.MAPPING_FILE = str(tmp_path / "own.toml")
    told = words(officer.get(ANSWERS))
    assert "participants.verified" in told and "answers: Kunci ini wajib diisi" in told
    answer = officer.get(f"{PAGE}participants/")
    assert answer.status_code == 422 and "participants.columns" in answer.content.decode()
