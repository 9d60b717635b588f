"""The person's side: a masked NIK and its reveal, a search that leaves no number, requests with their clock, the whole file."""

from __future__ import annotations

import io
import json
import logging

import pypdfium2
import pytest
from django.test import Client

from payung.access.models import History
from payung.people.models import DataRequest, Person
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(lists: None) -> Person:
    return Person.objects.filter(village=TANJUNGSARI, kpj__isnull=True).order_by("name", "id")[0]


@pytest.fixture
def stranger(lists: None) -> Person:
    return Person.objects.filter(village=NEIGHBOUR).order_by("id")[0]


def noted(what: str) -> list[tuple[str, str, str, list[int]]]:
    return list(History.objects.filter(verb="R", what=what).values_list("by", "role", "reason", "row_ids"))


def test_a_full_nik_is_shown_once_for_a_reason_that_is_recorded(clerk: Client, person: Person) -> None:
    shown = clerk.post(f"/people/{person.pk}/nik/", {"reason": "cocokkan KTP"})
    assert person.nik in words(shown) and "no-store" in shown.headers["Cache-Control"]
    assert noted("nik") == [("demo-tanjungsari", "village-clerk", "cocokkan KTP", [person.pk])]
    assert person.nik not in words(clerk.get(f"/people/{person.pk}/"))


def test_without_a_reason_no_number_is_shown_and_nothing_noted(clerk: Client, person: Person) -> None:
    refused = clerk.post(f"/people/{person.pk}/nik/", {"reason": "  "})
    assert refused.status_code == 422 and person.nik not in words(refused)
    assert "Tulis alasannya" in words(refused) and noted("nik") == []


def test_a_stranger_or_a_role_without_the_permission_gets_no_number(
    clerk: Client, person: Person, stranger: Person
) -> None:
    assert clerk.post(f"/people/{stranger.pk}/nik/", {"reason": "x"}).status_code == 404
    assert clerk.get(f"/people/{person.pk}/nik/").status_code == 405
    auditor = a_client("uji-inspektorat", "auditor", "32.14")
    assert auditor.post(f"/people/{person.pk}/nik/", {"reason": "x"}).status_code == 403
    assert "Tampilkan NIK lengkap" not in words(auditor.get(f"/people/{person.pk}/")) and noted("nik") == []


def test_a_searched_number_stands_in_no_address_log_or_page(
    clerk: Client, person: Person, stranger: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    found = clerk.post("/people/", {"q": f"{person.nik[:6]} {person.nik[6:]}"})
    assert found.headers["Location"] == f"/people/{person.pk}/"
    unknown = clerk.post("/people/", {"q": stranger.nik})
    assert "tidak ada di wilayah Anda" in words(unknown) and stranger.nik not in unknown.content.decode()
    assert clerk.get("/people/", {"q": person.nik}).headers["Location"] == "/people/"
    said = "".join(record.getMessage() for record in caplog.records if "SELECT" not in record.getMessage())
    assert person.nik not in said and stranger.nik not in said


def test_a_searched_name_goes_into_the_address_and_half_a_number_does_not(clerk: Client, person: Person) -> None:
    assert clerk.post("/people/", {"q": "ai s"}).headers["Location"] == "/people/?q=ai+s"
    half = clerk.post("/people/", {"q": person.nik[:12]})
    assert half.status_code == 422 and person.nik[:12] not in half.content.decode()


def test_the_consent_stands_on_the_page_of_its_worker(clerk: Client, person: Person) -> None:
    said = words(clerk.get(f"/people/{person.pk}/"))
    assert "Diberikan pendaftaran dan perlindungan jaminan sosial, 21 November 2025: dinyatakan desa" in said


def test_a_request_is_noted_with_its_clock_and_answered(clerk: Client, person: Person) -> None:
    page = f"/people/{person.pk}/requests/"
    assert "Batas 72 jam (belum terverifikasi)" in words(clerk.get(page))
    done = clerk.post(page, {"kind": "withdrawal", "asked_how": "surat"}, follow=True)
    assert "Penarikan persetujuan" in words(done) and "Sisa 71 jam" in words(done)
    assert "Yang berhenti: pendaftaran dan penempatan baru" in words(done)
    request = DataRequest.objects.get()
    clerk.post(f"/people/requests/{request.pk}/", {"decision": "grant", "answer": "Sudah dihentikan."})
    said = words(clerk.get(f"/people/{person.pk}/"))
    assert "Dibatasi" in said and "Ditarik" in said
    assert person.name not in words(clerk.get(f"/regions/{TANJUNGSARI}/?q={person.name}")).split("Keadaan per")[-1]
    assert "Dilakukan Penarikan persetujuan" in words(clerk.get("/people/requests/"))


def test_after_a_withdrawal_the_page_asks_for_a_new_consent_before_it_lifts(clerk: Client, person: Person) -> None:
    page, lift = f"/people/{person.pk}/requests/", f"/people/{person.pk}/lift/"
    clerk.post(page, {"kind": "withdrawal", "asked_how": "surat"})
    clerk.post(f"/people/requests/{DataRequest.objects.get().pk}/", {"decision": "grant", "answer": "Sudah."})
    assert "Orangnya memberi persetujuan baru" in words(clerk.get(page))
    refused = clerk.post(lift, {"why": "datang lagi"})
    assert refused.status_code == 422 and '<a href="#id_consent">' in refused.content.decode()
    assert 'value="datang lagi"' in refused.content.decode() and "menarik semua persetujuannya" in words(refused)
    said = words(clerk.post(lift, {"why": "datang lagi", "consent": "form"}, follow=True))
    assert "Pembatasan dicabut." in said and "Dibatasi" not in said
    assert "Orangnya memberi persetujuan baru" not in words(clerk.get(page))


def test_an_overdue_request_says_so_in_a_word(clerk: Client, person: Person) -> None:
    DataRequest.objects.create(person=person, village=person.village, kind="file", asked_at="2025-11-01T00:00Z",
                               due_at="2025-11-04T00:00Z", asked_how="x", noted_by="a")  # fmt: skip
    said = words(clerk.get("/people/requests/"))
    assert "1 permintaan sudah lewat batas" in said and "Lewat batas Terlambat" in said
    assert "batas ini belum terverifikasi" in said


def test_a_correction_shows_old_and_new_and_masks_numbers(clerk: Client, person: Person) -> None:
    page = f"/people/{person.pk}/requests/"
    wrong = clerk.post(page, {"kind": "correction", "asked_how": "KTP", "field": "nik", "new_value": "123"})
    assert wrong.status_code == 422 and not DataRequest.objects.exists()
    new = "3214991705809007"
    clerk.post(page, {"kind": "correction", "asked_how": "KTP", "field": "nik", "new_value": new})
    listed = clerk.get("/people/requests/")
    assert f"{person.nik_masked} → 3214********9007" in words(listed)
    assert person.nik not in listed.content.decode() and new not in listed.content.decode()
    clerk.post(f"/people/requests/{DataRequest.objects.get().pk}/", {"decision": "grant", "answer": "Diperbaiki."})
    assert Person.objects.get(pk=person.pk).nik == new


def test_what_cannot_be_done_yet_keeps_the_request_open(clerk: Client, person: Person) -> None:
    clerk.post(f"/people/{person.pk}/requests/", {"kind": "erasure", "asked_how": "surat"})
    refused = clerk.post(f"/people/requests/{DataRequest.objects.get().pk}/", {"decision": "grant", "answer": "ya"})
    assert refused.status_code == 422 and "belum dapat dihapus" in words(refused)
    assert DataRequest.objects.get().state == "open"


def test_the_file_of_a_person_as_json_holds_everything_and_is_noted(clerk: Client, person: Person) -> None:
    clerk.post(f"/people/{person.pk}/nik/", {"reason": "loket"})
    answer = clerk.post(f"/people/{person.pk}/file/", {"form": "json", "reason": "diminta orangnya"})
    told = json.loads(answer.content)
    assert told["identity"]["nik"] == person.nik and told["identity"]["name"] == person.name
    assert [(m["month"], m["payer"] != "") for m in told["cover_months"]] == [
        ("2025-11-01", True),
        ("2025-12-01", True),
    ]
    assert told["consents"][0]["purpose"] == "protection" and told["enrolments"][0]["state"] == "placed"
    read = [(t["verb"], t["what"], t["role"], t["reason"]) for t in told["readings_and_changes"]]
    assert ("read", "nik", "Operator desa", "loket") in read
    assert ("read", "file", "Operator desa", f"diminta orangnya, nomor {told['number']}") in read
    assert "demo-tanjungsari" not in answer.content.decode(), "an official is told by role"
    assert noted("file")[0][3] == [person.pk] and "no-store" in answer.headers["Cache-Control"]
    assert person.nik not in answer.headers["Content-Disposition"]


def test_the_file_of_a_person_as_pages_says_the_same(clerk: Client, person: Person) -> None:
    answer = clerk.post(f"/people/{person.pk}/file/", {"form": "pdf", "reason": "diminta orangnya"})
    document = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    said = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    for part in (person.nik, person.name, "November 2025", "Siapa membaca dan mengubah", "Persetujuan", "salinan data"):
        assert part in said
    assert "demo-tanjungsari" not in said
    (entry,) = noted("file")
    assert entry[2].startswith("diminta orangnya, nomor ") and entry[2].removeprefix("diminta orangnya, ") in said


def test_no_file_without_a_reason_or_of_a_stranger(clerk: Client, person: Person, stranger: Person) -> None:
    assert clerk.post(f"/people/{person.pk}/file/", {"form": "json"}).status_code == 422
    assert clerk.post(f"/people/{stranger.pk}/file/", {"reason": "x"}).status_code == 404
    assert clerk.post(f"/people/{stranger.pk}/requests/", {"kind": "file", "asked_how": "x"}).status_code == 404
    bpjs = a_client("uji-bpjs", "bpjs-officer", "32.14")
    for page in (f"/people/{person.pk}/requests/", "/people/requests/"):
        assert bpjs.get(page).status_code == 403
    assert noted("file") == []


def test_a_request_of_another_village_cannot_be_answered(clerk: Client, officer: Client, stranger: Person) -> None:
    officer.post(f"/people/{stranger.pk}/requests/", {"kind": "restriction", "asked_how": "surat"})
    request = DataRequest.objects.get()
    refused = clerk.post(f"/people/requests/{request.pk}/", {"decision": "grant", "answer": "ya"})
    assert refused.status_code == 422 and "tidak ada di wilayah Anda" in words(refused)
    assert stranger.name not in words(clerk.get("/people/requests/"))
    assert stranger.name in words(officer.get("/people/requests/")).partition("Sudah dijawab")[0]


@pytest.mark.parametrize(("spoken", "said"), [("id", "Rekening ahli waris"), ("en", "Account of an heir")])
def test_everybody_can_read_why_data_are_kept(db: None, spoken: str, said: str) -> None:
    reader = Client()
    reader.cookies["django_language"] = spoken
    told = words(reader.get("/privacy/"))
    assert said in told and "UU 27/2022 Pasal 30" in told and "72" in told
