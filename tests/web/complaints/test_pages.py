"""A complaint on the pages: a clerk writes it down, an officer takes and answers it, the list puts overdue ones first."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.complaints.actions.write_down import Told, write_down
from payung.complaints.models import Complaint
from payung.rules.law import law
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.claims.cases import covered, reported
from tests.web.pages import words

TOLD = {"about": "card", "said": "Nama di kartu salah ketik", "teller_name": "Ujang", "teller_phone": "081200000001"}


def written(client: Client, **more: str) -> Complaint:
    answer = client.post(f"/complaints/write/person/{covered().pk}/", {**TOLD, **more})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Complaint.objects.order_by("-pk")[0]


def came(on: date, said: str) -> Complaint:
    told = Told("other", said, "Ujang", village=TANJUNGSARI)
    return write_down(
        law=law(), told=told, days=10, by="operator", on=on, at=datetime(on.year, on.month, on.day).astimezone()
    )


def test_a_clerk_writes_it_down_and_two_officers_look_after_it(clerk: Client, officer: Client) -> None:
    made = written(clerk)
    assert (made.number, made.state, made.due_on) == ("ADU-2025-000001", "received", date(2025, 12, 5))
    page = f"/complaints/{made.number}/"
    assert "Petugas Disnaker atau petugas klaim yang menanganinya." in words(clerk.get(page))
    assert clerk.post(f"{page}take/").status_code == 403
    other = a_client("petugas-klaim", "claims-officer", "32.14")
    other.post(f"{page}take/")
    assert "Ditangani petugas-klaim" in words(officer.get(page))
    late = officer.post(f"{page}answer/", {"answer": "x"})
    assert late.status_code == 422 and "Pengaduan ini ditangani petugas-klaim." in words(late)
    officer.post(f"{page}take/")
    empty = officer.post(f"{page}answer/", {"answer": " "})
    assert empty.status_code == 422 and "Belum ada kata-katanya." in words(empty)
    officer.post(f"{page}answer/", {"answer": "Kartu dicetak ulang."})
    said = words(clerk.get(page))
    assert "Sampaikan jawabannya kepada Ujang" in said and "diambil alih oleh demo-disnaker" in said
    clerk.post(f"{page}reopen/", {"why": "masih salah"})
    assert "dibuka kembali oleh demo-tanjungsari" in words(clerk.get(page))


def test_who_complained_is_known_to_who_answers_and_who_wrote_it_down_not_to_the_rest_of_the_office(
    clerk: Client, officer: Client
) -> None:
    made = written(officer)
    page = f"/complaints/{made.number}/"
    colleague = a_client("operator-kedua", "village-clerk", TANJUNGSARI)
    for hidden_from in (clerk, colleague, a_client("pengawas", "auditor", "32.14")):
        said = words(hidden_from.get(page))
        assert "Nama di kartu salah ketik" in said and "Ujang" not in said and "081200000001" not in said
    assert "Ujang" in words(officer.get(page))
    own = written(clerk)
    officer.post(f"/complaints/{own.number}/take/")
    officer.post(f"/complaints/{own.number}/answer/", {"answer": "Kartu dicetak ulang."})
    assert "Sampaikan jawabannya kepada Ujang" in words(clerk.get(f"/complaints/{own.number}/"))
    told = words(colleague.get(f"/complaints/{own.number}/"))
    assert "Ujang" not in told and "Sudah dijawab" in told


@pytest.mark.parametrize(
    ("field", "changes", "said"),
    [
        ("about", {"about": ""}, "Pilih pengaduan ini tentang apa."),
        ("said", {"said": ""}, "Belum ada kata-katanya."),
        ("said", {"said": "NIK 3214991705800001"}, "Ada 16 angka seperti NIK"),
        ("teller_name", {"teller_name": ""}, "Tulis nama orang yang mengadu"),
    ],
)
def test_a_form_that_lacks_something_says_so_at_its_field(clerk: Client, field: str, changes: dict, said: str) -> None:
    answer = clerk.post("/complaints/write/", {**TOLD, **changes})
    assert answer.status_code == 422 and said in words(answer) and f'href="#id_{field}"' in answer.content.decode()


def test_one_about_a_village_lies_in_a_village_of_one_s_own(clerk: Client, officer: Client) -> None:
    assert clerk.post("/complaints/write/", TOLD).status_code == 302
    assert "Pilih desanya dahulu." in words(officer.post("/complaints/write/", TOLD))
    assert "Pilih desanya dahulu." in words(clerk.post("/complaints/write/", {**TOLD, "village": NEIGHBOUR}))
    assert officer.post("/complaints/write/", {**TOLD, "village": NEIGHBOUR}).status_code == 302
    assert clerk.get("/complaints/ADU-2025-000002/").status_code == 404


def test_the_pages_of_a_worker_and_a_claim_lead_to_it(clerk: Client) -> None:
    person = covered()
    of_worker, claim = written(clerk), reported(clerk, person)
    assert clerk.post(f"/complaints/write/claim/{claim.number}/", TOLD).status_code == 302
    of_claim = Complaint.objects.get(claim=claim)
    assert of_claim.about == "claim" and of_worker.number in clerk.get(f"/people/{person.pk}/").content.decode()
    page = clerk.get(f"/claims/{claim.number}/").content.decode()
    assert (
        of_claim.number in page and of_worker.number not in page and f"/complaints/write/claim/{claim.number}/" in page
    )


@pytest.fixture
def three(clerk: Client) -> list[Complaint]:
    """Of three complaints the second is the most overdue."""
    return [came(date(2025, *day), f"keluhan {n}") for n, day in enumerate([(11, 20), (10, 1), (10, 15)])]


def test_the_list_begins_with_the_most_overdue_and_is_filtered(
    clerk: Client, officer: Client, three: list[Complaint]
) -> None:
    page = clerk.get("/complaints/").content.decode()
    assert sorted(range(3), key=lambda n: page.index(three[n].number)) == [1, 2, 0]
    said = words(clerk.get("/complaints/"))
    assert "3 pengaduan belum dijawab. 2 melewati batas jawab." in said and "terlambat 37 hari" in said
    assert "2 pengaduan melewati batas jawab" in words(clerk.get("/", follow=True))
    assert "Tidak ada pengaduan di sini" in words(clerk.get("/complaints/?about=card"))
    officer.post(f"/complaints/{three[0].number}/take/")
    mine = officer.get("/complaints/?state=mine").content.decode()
    assert three[0].number in mine and three[1].number not in mine


def test_the_table_leaves_with_its_number(officer: Client, three: list[Complaint]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(officer.get("/complaints/export/").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=4)]
    assert [row[0] for row in rows] == [three[n].number for n in (1, 2, 0)] and "Diunduh" in book.active["A2"].value


def test_the_list_asks_as_often_for_many_as_for_one(clerk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            clerk.get("/complaints/")
        return len(queries)

    came(date(2025, 11, 3), "satu")
    asked()
    few = asked()
    for day in range(4, 12):
        came(date(2025, 11, day), "banyak")
    assert asked() == few


@pytest.mark.parametrize("role", ["health-staff", "bpjs-officer"])
def test_who_has_no_work_with_cases_sees_no_complaint(clerk: Client, role: str) -> None:
    made = written(clerk)
    other = a_client(f"orang-{role}", role, "32.14")
    for page in ("/complaints/", f"/complaints/{made.number}/", "/complaints/export/"):
        assert other.get(page).status_code == 403, page
    of_worker = words(other.get(f"/people/{made.person_id}/"))
    assert made.number in words(clerk.get(f"/people/{made.person_id}/")) and made.number not in of_worker
