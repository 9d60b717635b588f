"""Everything that leaves as a file: no text in it computes, it says who took it, and the log knows that number."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import openpyxl
import pypdfium2
import pytest
from django.db import connection
from django.test import Client

from payung.access.models import History, User
from payung.intake.models import Batch
from payung.people.models import Person
from payung.units.cell import harmless, unmarked
from tests.lists import worker, workers
from tests.roles import TANJUNGSARI
from tests.users import a_client
from tests.web.addresses import every_address
from tests.web.door.sending import as_csv, landed

pytestmark = pytest.mark.django_db
HOSTILE = ("=cmd|'/C calc'!A0", "+SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!D2", "@SUM(1+9)", "=HYPERLINK(\"http://x\")",
           "\uff1d1+1 orang", " =1+1 A", "<script>alert(1)</script>", "&C&8=1+1", "{{ 7*7 }}")  # fmt: skip
COMPUTED = re.compile(r"[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"nomor ([0-9A-Z]{4}-[0-9A-Z]{4})")


@pytest.fixture
def batch(purwakarta: object) -> Batch:
    """A list of eleven workers with hostile names, landed, its names as hostile as they come."""
    clerk = a_client("pengirim", "village-clerk", TANJUNGSARI)
    rows = [*workers(1, 11), worker(12, Nama="=1+1", **{"Tanggal Lahir": "kemarin"})]
    found = landed(clerk, as_csv(rows))
    for number, name in enumerate(HOSTILE, 1):
        Person.objects.filter(name=f"PEKERJA {number}").update(name=name)
    return found


@pytest.fixture
def officer(batch: Batch) -> Client:
    return a_client("petugas", "regency-officer", "32.14")


def exports(batch: Batch) -> dict[str, str]:
    """Every address that gives a file; a new one has to be named here, or the test below fails."""
    person = Person.objects.filter(village=TANJUNGSARI).first()
    assert person is not None
    return {
        "region-export": f"/regions/{TANJUNGSARI}/export/?on=2025-11-21",
        "quotas-export": "/programmes/lines/kab-2025/quotas/export/",
        "waiting-export": "/membership/lines/kab-2025/waiting/export/",
        "falling-out-export": "/membership/falling-out/export/?month=2025-12",
        "intake-workbook": f"/intake/{batch.pk}/workbook/",
        "claims-export": "/claims/export/",
        "scholarships-export": "/claims/scholarships/export/",
        "complaints-export": "/complaints/export/",
        "cards-village": f"/cards/kab-2025/{TANJUNGSARI}/",
        "cards-person": f"/cards/person/{person.pk}/",
    }


def content(response: object) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def gives_a_file(officer: User, address: str) -> bool:
    """Whether an address gives a file; signed in anew each time, because some of them end a session."""
    client = Client()
    client.force_login(officer)
    return "attachment" in client.get(address).headers.get("Content-Disposition", "")


def test_no_other_address_gives_a_file(batch: Batch, officer: Client) -> None:
    user = User.objects.get(username="petugas")
    giving = {k.name for k in every_address() if gives_a_file(user, k.address.replace("/1/", f"/{batch.pk}/"))}
    assert {"region-export", "intake-workbook"} <= giving <= exports(batch).keys()


@pytest.mark.parametrize("name", ["region-export", "intake-workbook"])
def test_no_cell_computes_in_the_workbook_or_when_it_is_saved_as_csv(batch: Batch, officer: Client, name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content(officer.get(exports(batch)[name]))))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 50 and {cell.data_type for cell in cells} <= {"s", "n", "d"}
    saved = io.StringIO()
    csv.writer(saved).writerows([[cell.value] for cell in cells])
    for (text,) in csv.reader(io.StringIO(saved.getvalue())):
        assert not COMPUTED.match(text) or re.fullmatch(r"[+\-]?[\d .,()\-]*", text), text


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_name_stands_in_the_workbook_of_the_village_as_text(
    batch: Batch, officer: Client, name: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content(officer.get(exports(batch)["region-export"]))))
    assert harmless(name) in {cell.value for row in book.active.iter_rows() for cell in row}


def test_a_workbook_reaches_for_nothing_outside(batch: Batch, officer: Client) -> None:
    for name in ("region-export", "intake-workbook"):
        with zipfile.ZipFile(io.BytesIO(content(officer.get(exports(batch)[name])))) as archive:
            assert not [m for m in archive.namelist() if "externalLink" in m or "vbaProject" in m or "connections" in m]
            assert not any(
                b'TargetMode="External"' in archive.read(m) for m in archive.namelist() if m.endswith(".rels")
            )


def told_by(name: str, whole: bytes) -> list[str]:
    """Where a file says who took it: on its pages and in its properties."""
    if name.startswith("cards"):
        document = pypdfium2.PdfDocument(whole)
        pages = [page.get_textpage().get_text_range() for page in document] if name == "cards-village" else []
        return [*pages, document.get_metadata_dict()["Subject"]]
    book = openpyxl.load_workbook(io.BytesIO(whole))
    return [book.properties.description, book.active.oddFooter.center.text]


@pytest.mark.parametrize("name", ["region-export", "intake-workbook", "cards-village", "cards-person"])
def test_a_download_says_who_took_it_and_the_log_knows_its_number(batch: Batch, officer: Client, name: str) -> None:
    places = told_by(name, content(officer.get(exports(batch)[name])))
    found = {number for place in places for number in NUMBER.findall(place)}
    assert len(found) == 1 and all("petugas" in place and "32.14" in place for place in places)
    noted, *lists = History.objects.filter(verb="R", reason=f"nomor {found.pop()}").order_by("id")
    told = [(each.what, each.table_name, each.row_ids, each.village) for each in lists]
    assert told == ([("file", "batch", [batch.pk], TANJUNGSARI)] if name == "intake-workbook" else [])
    assert noted.what == "export"
    assert (noted.by, noted.role, noted.area, noted.table_name) == ("petugas", "regency-officer", "32.14", "person")
    assert len(noted.row_ids) == (1 if name == "cards-person" else 11)


def test_two_downloads_have_two_numbers(batch: Batch, officer: Client) -> None:
    address = exports(batch)["region-export"]
    texts = [str(told_by("region-export", content(officer.get(address)))) for _ in range(2)]
    assert len({number for text in texts for number in NUMBER.findall(text)}) == 2


@pytest.mark.parametrize(("role", "area", "row"), [
    ("regency-officer", "32.14", 3214), ("village-clerk", "32.14.16.2006", 3214162006), ("bpjs-officer", "", 0),
])  # fmt: skip
def test_a_file_in_which_nobody_stands_says_who_took_it_and_the_log_knows_its_number(
    batch: Batch, role: str, area: str, row: int
) -> None:
    client = a_client("pengunduh", role, area)
    places = told_by("region-export", content(client.get(f"/regions/{area or '32.14'}/export/?on=2025-11-21")))
    assert all(NUMBER.search(place) for place in places)
    (number,) = {number for place in places for number in NUMBER.findall(place)}
    (noted,) = History.objects.filter(verb="R", reason=f"nomor {number}")
    assert (noted.by, noted.role, noted.what, noted.village) == ("pengunduh", role, "export", area)
    assert (noted.table_name, noted.row_ids) == ("region", [row])


@pytest.mark.parametrize("text", [*HOSTILE, "\t=1", "\rx", "AI ROHMAT", "+62812", "-", "-5", "", "'Aisyah"])
def test_a_marked_text_can_be_read_back(text: str) -> None:
    assert unmarked(harmless(text)) == text


def test_what_is_no_formula_is_left_alone() -> None:
    for text in ("AI ROHMAT", "+62 812-1234", "-", "-5", "'Aisyah", "3214********0001", "a=b", ""):
        assert harmless(text) == text


def test_the_log_of_a_download_cannot_be_taken_back(batch: Batch, officer: Client) -> None:
    officer.get(exports(batch)["region-export"])
    with connection.cursor() as db:
        db.execute("SELECT has_table_privilege('history', 'DELETE') OR has_table_privilege('history', 'UPDATE')")
        assert db.fetchone() == (False,)
