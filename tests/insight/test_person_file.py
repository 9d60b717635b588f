"""A person's file holds what is sealed as well, for the roles that may open it; any other copy says who may give it."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from payung.access.models import History
from payung.access.queries import Acting, seeing
from payung.insight.person_file import person_file
from payung.insight.person_pdf import person_pdf
from payung.people.actions.enter_account import enter_account
from payung.people.models import Person
from payung.screening.actions.record import record
from payung.sealing.keyring import keyring_file
from payung.units.region import Area
from payung.web.people.file_words import file_words
from tests.lists import workers
from tests.roles import TANJUNGSARI
from tests.users import a_client
from tests.web.door.sending import as_csv, landed

pytestmark = pytest.mark.django_db
NUMBER, HOLDER, OLD = "7788990011223", "EUIS PEMILIK", "445566778899"
TITLE = "Petugas pemeriksaan kesehatan"


@pytest.fixture
def person(purwakarta: object, settings: Any, tmp_path: Any) -> Person:
    """A worker with an account, an older one, and a result of a health check."""
    settings.KEY_FOLDER = tmp_path / "keys"
    landed(a_client("pengirim", "village-clerk", TANJUNGSARI), as_csv(workers(1, 2)))
    held = Person.objects.filter(village=TANJUNGSARI).order_by("id")[0]
    for number in (OLD, NUMBER):
        enter_account(person=held, bank="bjb", number=number, holder_name=HOLDER, by="x", at=timezone.now())
    measured = {"systolic": "187", "diastolic": "111", "note": "pusing"}
    record(person=held, measured_on=date(2025, 11, 21), event="Posyandu", results=measured, consent="form", by="x",
           at=timezone.now())  # fmt: skip
    return held


def asked(client: Client, person: Person, form: str = "json") -> Any:
    return client.post(f"/people/{person.pk}/file/", {"form": form, "reason": "surat 7"})


def pages(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def readings(what: str) -> list[tuple[str, str, int]]:
    found = History.objects.filter(verb="R", what=what)
    return [(each.by, str(each.reason), len(each.row_ids)) for each in found]


def test_a_role_that_may_open_accounts_gives_them_whole_and_the_log_says_so(person: Person) -> None:
    officer = a_client("petugas", "regency-officer", "32.14")
    told = json.loads(asked(officer, person).content)
    assert [(a["number"], a["holder_name"], a["ended_at"] is None) for a in told["bank_accounts"]] == [
        (NUMBER, HOLDER, True), (OLD, HOLDER, False),
    ]  # fmt: skip
    assert readings("bank") == [("petugas", "surat 7", 2)]
    assert ("read", "bank") in {(t["verb"], t["what"]) for t in told["readings_and_changes"]}
    said = pages(asked(officer, person, "pdf").content)
    assert NUMBER in said and OLD in said and HOLDER in said


def test_what_a_role_may_not_open_is_named_with_whoever_may_give_it(person: Person) -> None:
    officer = a_client("petugas", "regency-officer", "32.14")
    told = json.loads(asked(officer, person).content)
    assert told["health_results"] is None and told["not_included"] == [{"part": "health_results", "given_by": [TITLE]}]
    said = pages(asked(officer, person, "pdf").content)
    assert f"hanya dapat dibuka dan diberikan oleh: {TITLE}." in said and "kecuali hasil pemeriksaan kesehatan" in said
    assert "187" not in str(told) and "187/111" not in said and readings("health") == []


def test_a_role_that_may_open_nothing_sealed_opens_nothing(person: Person) -> None:
    clerk = a_client("operator-desa", "village-clerk", TANJUNGSARI)
    answer = asked(clerk, person)
    told = json.loads(answer.content)
    assert (told["bank_accounts"], told["health_results"]) == (None, None)
    assert {each["part"] for each in told["not_included"]} == {"bank_accounts", "health_results"}
    assert NUMBER not in answer.content.decode() and readings("bank") == readings("health") == []
    assert not {t["what"] for t in told["readings_and_changes"]} & {"bank", "health"}


def test_a_role_that_may_read_results_gives_them_and_the_log_says_so(person: Person) -> None:
    staff = Acting("perawat", "health-staff", "32.14")
    with seeing(Area("32.14"), by="perawat", role="health-staff"):
        told = person_file(person, acting=staff, reason="surat 8", at=timezone.now())
    said = pages(person_pdf(file_words({"number": "X", **told}, "Desa Tanjungsari")))
    assert told["health_results"][0]["systolic"] == 187 and "187/111 mmHg" in said and "pusing" in said
    assert told["bank_accounts"] is None and NUMBER not in said
    assert readings("health") == [("perawat", "surat 8", 1)]


def test_without_the_keys_there_is_no_file_and_no_note_of_one(person: Person) -> None:
    file = keyring_file()
    assert file is not None
    file.rename(file.with_suffix(".away"))
    answer = asked(a_client("petugas", "regency-officer", "32.14"), person)
    assert answer.status_code == 422 and "pulihkan berkas itu" in answer.content.decode()
    assert readings("file") == readings("bank") == []
