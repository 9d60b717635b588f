"""The log on the page: three questions of the auditor, answered in sentences, old and new values side by side."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.access.actions.note_reading import note_reading
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import TANJUNGSARI
from tests.users import a_client
from tests.web.pages import words

NIK = "3214991705800001"


@pytest.fixture
def siti(db: None) -> Person:
    """A worker whose address was changed once, and whose NIK was looked at once, by the clerk of the village."""
    acting = {"by": "tuti", "role": "village-clerk", "address": "10.1.2.3"}
    with seeing(Area(TANJUNGSARI), **acting):
        person = Person.objects.create(
            nik=NIK, name="SITI", birth_on="1980-05-17", village=TANJUNGSARI, address="Lama 1"
        )
    with seeing(Area(TANJUNGSARI), **acting):
        Person.objects.filter(pk=person.pk).update(address="Baru 2")
    with seeing(Area(TANJUNGSARI), **acting):
        note_reading(what="nik", table="person", ids=[person.pk], reason="diminta keluarga")
    return person


@pytest.fixture
def auditor(db: None) -> Client:
    """The inspectorate of the regency."""
    return a_client("ira", "auditor", "32.14")


def asked(client: Client, **question: object) -> str:
    return words(client.get("/access/audit/", question))


def test_who_saw_this_person_is_said_with_role_place_address_and_reason(siti: Person, auditor: Client) -> None:
    page = asked(auditor, q="seen", of=siti.pk)
    assert (
        f"Operator desa Desa Tanjungsari (tuti) melihat NIK lengkap: data pekerja (#{siti.pk}) di Desa Tanjungsari"
        in page
    )
    assert "dari alamat 10.1.2.3. Alasan: diminta keluarga" in page


def test_what_a_user_did_is_listed_the_newest_first(siti: Person, auditor: Client) -> None:
    page = asked(auditor, q="done", of="tuti")
    assert page.index("melihat NIK lengkap") < page.index("mengubah data pekerja") < page.index("menambah data pekerja")


def test_what_changed_stands_old_and_new_side_by_side(siti: Person, auditor: Client) -> None:
    page = asked(auditor, q="changed", of=siti.pk)
    assert "alamat Lama 1 → Baru 2" in page and NIK not in page


def test_a_nik_leads_to_the_number_of_its_worker_and_leaves_the_address(siti: Person, auditor: Client) -> None:
    to = auditor.get("/access/audit/", {"q": "seen", "of": NIK}).headers["Location"]
    assert f"of={siti.pk}" in to and NIK not in to


def test_an_auditor_of_another_area_sees_nothing_of_it(siti: Person) -> None:
    elsewhere = a_client("budi", "auditor", "33.01")
    assert "Tidak ada catatan" in asked(elsewhere, q="seen", of=siti.pk)
    assert "mengubah data pekerja" not in asked(elsewhere, q="done", of="tuti")


def test_nobody_but_an_auditor_reads_the_log(siti: Person) -> None:
    assert a_client("eko", "regency-officer", "32.14").get("/access/audit/").status_code == 403


def test_a_log_that_was_never_sealed_says_so(auditor: Client) -> None:
    assert "belum pernah disegel" in asked(auditor)
