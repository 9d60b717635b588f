"""An answer to a request reaches the person: a letter to hand over, and a short text to send."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from django.test import Client

from payung.access.models import History
from payung.access.queries import seeing
from payung.people.models import DataRequest, Person
from payung.rules.privacy import KINDS
from payung.units.region import Area
from payung.web.people.letter import _DONE
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.web.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(lists: None) -> Person:
    return Person.objects.filter(village=TANJUNGSARI, kpj__isnull=True).order_by("name", "id")[0]


def answered(clerk: Client, person: Person, kind: str, decision: str = "grant", **more: str) -> DataRequest:
    clerk.post(f"/people/{person.pk}/requests/", {"kind": kind, "asked_how": "datang", **more})
    found = DataRequest.objects.get(state="open")
    clerk.post(f"/people/requests/{found.pk}/", {"decision": decision, "answer": "Sudah kami urus."})
    found.refresh_from_db()
    return found


def letter(client: Client, asked: DataRequest) -> str:
    response = client.get(f"/people/requests/{asked.pk}/letter/")
    assert response.status_code == 200 and "no-store" in response.headers["Cache-Control"]
    pages = pypdfium2.PdfDocument(io.BytesIO(response.content))
    assert len(pages) == 1
    return " ".join(pages[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize(("kind", "done"), [("withdrawal", "Semua persetujuan berakhir"), ("restriction", "dibatasi"),
                                            ("file", "Salinan data sudah diserahkan")])  # fmt: skip
def test_the_letter_says_who_asked_what_was_done_and_where_to_complain(
    clerk: Client, person: Person, kind: str, done: str
) -> None:
    asked = answered(clerk, person, kind)
    said = letter(clerk, asked)
    for part in (person.name, person.nik_masked, "Desa Tanjungsari", f"Nomor permintaan {asked.pk}", done,
                 "Sudah kami urus.", "mengadu", "Disnaker"):  # fmt: skip
        assert part in said
    assert person.nik not in said and "demo-tanjungsari" not in said
    (noted,) = History.objects.filter(verb="R", what="export")
    assert noted.row_ids == [person.pk] and noted.reason.startswith(f"jawaban permintaan {asked.pk}, nomor ")
    assert noted.reason.rpartition(" ")[2] in said


def test_page_privacy_page_and_letter_of_a_withdrawal_say_where_the_phone_stays(clerk: Client, person: Person) -> None:
    told = (words(clerk.get(f"/people/{person.pk}/requests/")), words(clerk.get("/privacy/")),
            letter(clerk, answered(clerk, person, "withdrawal")))  # fmt: skip
    for said in told:
        assert "inspektorat, dan berkas daftar lama masih memuat" in said and "sampai masa simpannya habis" in said
        assert "nomor HP dihapus" not in said and "nomor HP (dihapus)" not in said


def test_the_letter_of_a_correction_says_old_and_new_with_numbers_masked(clerk: Client, person: Person) -> None:
    new = "3214994107900009"
    said = letter(clerk, answered(clerk, person, "correction", field="kk", new_value=new))
    assert "3214********0009" in said and new not in said and "menjadi" in said


def test_the_letter_of_a_refusal_says_so(clerk: Client, person: Person) -> None:
    said = letter(clerk, answered(clerk, person, "withdrawal", "refuse"))
    assert "Permintaan ini ditolak. " in said and "Semua persetujuan berakhir" not in said


def test_the_list_offers_the_letter_and_a_text_that_names_nobody(clerk: Client, person: Person) -> None:
    asked = answered(clerk, person, "restriction")
    for page in ("/people/requests/", f"/people/{person.pk}/requests/"):
        said = words(clerk.get(page))
        assert f"Surat jawaban nomor {asked.pk} (PDF)" in said
        text = said.partition(f"Permintaan Anda nomor {asked.pk} (pembatasan) dijawab")[2].partition("sebut nomor")[0]
        assert "Sudah kami urus." in text and person.name not in text and person.nik_masked not in text


def test_an_open_request_and_one_of_another_village_have_no_letter(
    clerk: Client, person: Person, signed_in: Callable[[str], Client]
) -> None:
    clerk.post(f"/people/{person.pk}/requests/", {"kind": "file", "asked_how": "datang"})
    asked = DataRequest.objects.get()
    assert clerk.get(f"/people/requests/{asked.pk}/letter/").status_code == 404
    clerk.post(f"/people/requests/{asked.pk}/", {"decision": "grant", "answer": "Sudah."})
    assert clerk.get(f"/people/requests/{asked.pk}/letter/").status_code == 200
    assert signed_in("demo-kesehatan").get(f"/people/requests/{asked.pk}/letter/").status_code == 403
    with seeing(Area(""), by="test"):
        Person.objects.filter(pk=person.pk).update(village=NEIGHBOUR)
    assert clerk.get(f"/people/requests/{asked.pk}/letter/").status_code == 404


def test_every_kind_of_request_has_words_for_what_was_done() -> None:
    assert _DONE.keys() == set(KINDS)
