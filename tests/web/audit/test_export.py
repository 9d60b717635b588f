"""The answer of the log as a workbook: nothing in it computes, no NIK stands in it, it says who took it, and the log knows."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from payung.access.actions.note_reading import note_reading
from payung.access.models import History
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.cell import harmless
from payung.units.region import Area
from payung.web.access import audit_export
from tests.people_who_sign_in import PASSWORD, a_real_user
from tests.roles import TANJUNGSARI
from tests.users import a_client
from tests.web.audit.asking import an_account
from tests.web.pages import link_to, words
from tests.web.test_exports import COMPUTED, HOSTILE, NUMBER
from tests.web.test_fresh_sign_in import grow_old

pytestmark = pytest.mark.django_db
PAGE, NIK = "/access/audit/", "3214991705800001"
CLERK = {"by": "tuti", "role": "village-clerk", "address": "10.1.2.3"}


@pytest.fixture
def auditor(db: None) -> Client:
    return a_client("ira", "auditor", "32.14")


@pytest.fixture
def siti(auditor: Client) -> Person:
    """A worker whose address and reasons are as hostile as they come."""
    with seeing(Area(TANJUNGSARI), **CLERK):
        person = Person.objects.create(nik=NIK, name="SITI", birth_on="1980-05-17", village=TANJUNGSARI, address="a")
        for text in HOSTILE:
            Person.objects.filter(pk=person.pk).update(address=text)
            note_reading(what="nik", table="person", ids=[person.pk], reason=text)
        note_reading(what="nik", table="person", ids=[person.pk], reason=f"klaim {NIK}")
    return person


def book(response: object) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def taken(client: Client, **question: object) -> openpyxl.Workbook:
    return book(client.get(f"{PAGE}export/", question))


def lines(of: openpyxl.Workbook) -> list[tuple[str | None, ...]]:
    return [tuple(cell.value for cell in row) for row in of.active.iter_rows(min_row=4)]


def test_the_page_leads_to_the_download_of_just_this_answer(siti: Person, auditor: Client) -> None:
    page = auditor.get(PAGE, {"q": "done", "of": "tuti", "deed": "nik", "place": TANJUNGSARI})
    assert "20.000 catatan terbaru" in words(page)
    rows = lines(book(auditor.get(link_to(page, "Unduh sebagai Excel"))))
    assert len(rows) == len(HOSTILE) + 1 and {row[3] for row in rows} == {"melihat NIK lengkap: data pekerja"}


def test_no_cell_computes_and_every_text_is_there(siti: Person, auditor: Client) -> None:
    for question in ({"q": "done", "of": "tuti"}, {"q": "seen", "of": siti.pk}, {"q": "changed", "of": siti.pk}):
        cells = [
            cell for row in taken(auditor, **question).active.iter_rows() for cell in row if cell.value is not None
        ]
        assert {cell.data_type for cell in cells} == {"s"} and len(cells) > 50
        assert [cell.value for cell in cells if COMPUTED.match(cell.value)] == []
        if question["q"] != "changed":
            assert {harmless(" ".join(text.split())) for text in HOSTILE} <= {cell.value for cell in cells}


def test_no_nik_stands_in_it(siti: Person, auditor: Client) -> None:
    for question in ({"q": "done", "of": "tuti"}, {"q": "changed", "of": siti.pk}):
        assert not any(NIK in str(cell) for row in lines(taken(auditor, **question)) for cell in row)


def test_it_says_who_took_it_and_the_log_knows_its_number_and_its_entries(siti: Person, auditor: Client) -> None:
    made = taken(auditor, q="seen", of=siti.pk)
    places = [made.properties.description, made.active.oddFooter.center.text, made.active.cell(2, 1).value]
    numbers = {found for place in places for found in NUMBER.findall(place)}
    assert len(numbers) == 1 and all("(ira), Inspektorat 32.14" in place for place in places)
    reason = f"nomor {numbers.pop()}"
    with seeing(Area(""), by="test"):
        noted = {each.table_name: each for each in History.objects.filter(what="export", reason=reason)}
    assert noted.keys() == {"person", "history"} and noted["person"].row_ids == [siti.pk]
    assert len(noted["history"].row_ids) == len(HOSTILE) + 1 and noted["history"].by == "ira"
    assert f"mengekspor data: data pekerja (#{siti.pk})" in words(auditor.get(PAGE, {"q": "seen", "of": siti.pk}))


def test_whoever_s_data_are_in_it_is_noted_whatever_was_asked(siti: Person, auditor: Client) -> None:
    with seeing(Area(TANJUNGSARI), **CLERK):
        other = Person.objects.create(nik="3214991705800002", name="BUDI", birth_on="1980-05-17", village=TANJUNGSARI)
        account = an_account(other)
        an_account(other)
    assert account.pk and taken(auditor, q="done", of="tuti")
    with seeing(Area(""), by="test"):
        noted = History.objects.get(what="export", table_name="person")
    assert noted.row_ids == sorted([siti.pk, other.pk])


def test_the_changes_stand_beside_each_other_in_one_cell(siti: Person, auditor: Client) -> None:
    last = lines(taken(auditor, q="changed", of=siti.pk))
    assert f"alamat: a → {HOSTILE[0]}" in [row[10] for row in last]
    assert last[-1][3] == "menambah data pekerja"


def test_it_is_read_in_pieces_and_no_longer_than_it_says(
    siti: Person, auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_export, "MOST_ROWS", 7)
    monkeypatch.setattr(audit_export, "_AT_ONCE", 2)
    rows = lines(taken(auditor, q="done", of="tuti"))
    assert len(rows) == 7 and [int(row[0]) for row in rows] == sorted((int(row[0]) for row in rows), reverse=True)


def test_an_old_sign_in_is_asked_again_before_anything_leaves(siti: Person) -> None:
    a_real_user("sari", "auditor", TANJUNGSARI)
    client = Client()
    client.post("/access/sign-in/", {"username": "sari", "password": PASSWORD})
    address = f"{PAGE}export/?q=done&of=tuti"
    assert client.get(address).status_code == 200
    grow_old(client)
    assert "/access/again/" in client.get(address).headers["Location"]


def test_of_another_area_nothing_leaves(siti: Person, auditor: Client) -> None:
    elsewhere = a_client("budi", "auditor", "33.01")
    assert not [row for row in lines(taken(elsewhere, q="seen", of=siti.pk)) if row[0]]
    with seeing(Area(""), by="test"):
        noted = History.objects.filter(by="budi", verb="R").values_list("table_name", "village")
        assert list(noted) == [("region", "33.01")], "the number of the file, and nobody"


@pytest.mark.parametrize("question", [{}, {"q": "seen", "of": "x"}, {"q": "seen", "of": 1, "place": "33.01"}])
def test_what_is_no_question_leads_to_where_one_asks(auditor: Client, question: dict[str, object]) -> None:
    assert auditor.get(f"{PAGE}export/", question).headers["Location"] == PAGE
