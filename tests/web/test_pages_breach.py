"""The breach workbench at the door: looked for, saved, counted down, told, printed, closed; each for those who may."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from payung.access.actions.note_reading import note_reading
from payung.access.models import Breach, History
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.cell import harmless
from payung.units.region import Area
from payung.web.access.breach_words import clock
from tests.roles import TANJUNGSARI
from tests.web.pages import words

SignIn = Callable[[str], Client]
TEXTS = {"happened": "Kata sandi dicuri.", "data": "NIK dan nama.", "handling": "Akses ditutup."}


@pytest.fixture
def auditor(signed_in: SignIn) -> Client:
    """The auditor of the regency, after somebody read three NIKs of the village from a known address."""
    with seeing(Area(""), by="budi", address="10.1.2.3"):
        ids = list(Person.objects.filter(village=TANJUNGSARI).order_by("id").values_list("pk", flat=True)[:3])
        note_reading(what="nik", table="person", ids=ids, reason="uji")
    return signed_in("demo-inspektorat")


def saved(client: Client, **changes: str) -> Breach:
    sent = {"username": "budi", "address": "", "begins": "", "ends": "", "known": "", **TEXTS, **changes}
    response = client.post("/access/breach/", sent)
    assert response.status_code == 302, words(response)
    with seeing(Area(""), by="test"):
        return Breach.objects.get()


@pytest.mark.parametrize("asked", ["username=budi", "address=10.1.2.3", "username=budi&address=10.1.2.3",
                                   "username=budi&begins=2020-01-01+00:00"])  # fmt: skip
def test_the_people_touched_are_counted_and_listed(auditor: Client, asked: str) -> None:
    page = words(auditor.get(f"/access/breach/?{asked}"))
    assert "Orang yang tersentuh 3" in page and "NIK lengkap (dibaca)" in page and "Desa Tanjungsari" in page


def test_a_search_that_finds_nobody_says_so(auditor: Client) -> None:
    assert "Tidak ada orang yang tersentuh" in words(auditor.get("/access/breach/?username=budi&address=10.9.9.9"))


@pytest.mark.parametrize(("changes", "field"), [
    ({"username": ""}, "username"), ({"known": "2999-01-01 00:00"}, "known"), ({"handling": " "}, "happened"),
    ({"begins": "besok"}, "begins"), ({"begins": "2025-01-02 00:00", "ends": "2025-01-01 00:00"}, "ends"),
    ({"begins": "2025-01-02 00:00", "known": "2025-01-01 00:00"}, "known"),
])  # fmt: skip
def test_a_breach_that_cannot_be_says_where(auditor: Client, changes: dict[str, str], field: str) -> None:
    sent = {"username": "budi", "address": "", "begins": "", "ends": "", "known": "", **TEXTS, **changes}
    response = auditor.post("/access/breach/", sent)
    assert response.status_code == 422 and f'href="#id_{field}"' in response.content.decode()


def test_a_breach_is_told_then_closed_and_its_people_are_frozen(auditor: Client) -> None:
    held = saved(auditor)
    at = f"/access/breach/{held.pk}/"
    assert "Sisa 71 jam" in words(auditor.get(at))
    assert "belum diberi tahu" in words(auditor.post(f"{at}close/"))
    assert auditor.post(f"{at}tell/", {"told": "agency", "how": ""}).status_code == 422
    assert auditor.post(f"{at}tell/", {"told": "agency", "how": "surat 12"}).status_code == 302
    assert "Diberitahukan tepat waktu" in words(auditor.get(at)) and "surat 12" in words(auditor.get(at))
    auditor.post(f"{at}close/")
    with seeing(Area(""), by="budi"):
        more = list(Person.objects.filter(village=TANJUNGSARI).order_by("-id").values_list("pk", flat=True)[:5])
        note_reading(what="nik", table="person", ids=more, reason="sesudah ditutup")
    assert "Orang yang tersentuh 3" in words(auditor.get(at)), "what was read later changes no closed list"
    assert auditor.post(f"{at}tell/", {"told": "people", "how": "surat"}).status_code == 422


def test_the_clock_is_exactly_72_hours_and_says_when_it_is_over() -> None:
    known = datetime(2025, 11, 21, 9, 0, tzinfo=timezone.get_default_timezone())
    held = Breach(known_at=known)
    assert held.due_at == known + timedelta(hours=72)
    before, at = clock(held, held.due_at - timedelta(minutes=1), []), clock(held, held.due_at, [])
    assert (before["words"], before["late"]) == ("Sisa 0 jam 1 menit", False)
    assert (at["words"], at["late"], at["tone"]) == ("Terlambat 0 jam 0 menit", True, "refused")


def test_an_overdue_breach_is_red_in_words(auditor: Client) -> None:
    known = timezone.localtime() - timedelta(hours=75, minutes=5)
    held = saved(auditor, known=f"{known:%Y-%m-%d %H:%M}")
    response = auditor.get(f"/access/breach/{held.pk}/")
    assert "Terlambat 3 jam" in words(response) and "notice-error" in response.content.decode()


def exports() -> list[tuple[str, int]]:
    with seeing(Area(""), by="test"):
        found = History.objects.filter(what="export").order_by("id").values_list("by", "row_ids")
        return [(by, len(ids)) for by, ids in found]


def test_the_list_leaves_as_a_workbook_with_masked_niks_and_is_noted(auditor: Client) -> None:
    held = saved(auditor)
    response = auditor.get(f"/access/breach/{held.pk}/people/")
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
    assert "demo-inspektorat" in str(rows[1][0]) and len(rows) == 6 and all("*" in str(row[2]) for row in rows[3:])
    assert exports() == [("demo-inspektorat", 3)]
    with seeing(Area(""), by="test"):
        reason = str(History.objects.get(what="export").reason)
    assert reason.startswith(f"pelanggaran data nomor {held.pk}, nomor ") and reason.split(", ")[1] in str(rows[1][0])


def test_no_name_computes_in_the_list_of_a_breach(auditor: Client) -> None:
    held = saved(auditor)
    with seeing(Area(""), by="test"):
        Person.objects.filter(village=TANJUNGSARI).update(name="=1+1")
    response = auditor.get(f"/access/breach/{held.pk}/people/")
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
    assert {row[1] for row in rows[3:]} == {harmless("=1+1")}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("to", "noted"), [("agency", "region"), ("villages", "region"), ("people", "person")])
def test_the_notice_is_printed_for_each_reader(auditor: Client, to: str, noted: str, language: str) -> None:
    held = saved(auditor)
    response = auditor.get(f"/access/breach/{held.pk}/notice/?to={to}&lang={language}&village={TANJUNGSARI}")
    assert response.content.startswith(b"%PDF") and len(exports()) == 1
    with seeing(Area(""), by="test"):
        assert History.objects.get(what="export").table_name == noted


def test_letters_are_printed_village_by_village(auditor: Client) -> None:
    held = saved(auditor)
    for village in ("", "&village=32.14.16.2006"):
        assert auditor.get(f"/access/breach/{held.pk}/notice/?to=people{village}").status_code == 404


def test_an_administrator_counts_people_and_sees_no_name(auditor: Client, signed_in: SignIn) -> None:
    held, keeper = saved(auditor), signed_in("demo-pengelola")
    page = words(keeper.get(f"/access/breach/{held.pk}/"))
    assert "Orang yang tersentuh 3" in page and "peran Anda tidak melihat nama" in page
    assert keeper.get(f"/access/breach/{held.pk}/people/").status_code == 403
    assert keeper.get(f"/access/breach/{held.pk}/notice/?to=people").status_code == 403
    assert keeper.get(f"/access/breach/{held.pk}/notice/?to=agency").status_code == 200


def test_who_handles_no_breach_reaches_none(auditor: Client, signed_in: SignIn) -> None:
    held = saved(auditor)
    for name in ("demo-disnaker", "demo-tanjungsari", "demo-taekwang"):
        client = signed_in(name)
        for address in ("/access/breach/", f"/access/breach/{held.pk}/", f"/access/breach/{held.pk}/notice/"):
            assert client.get(address).status_code == 403, (name, address)


def test_the_search_writes_nothing(auditor: Client) -> None:
    counts = []
    for _ in range(2):
        with seeing(Area(""), by="test"):
            counts.append(History.objects.count())
        auditor.get("/access/breach/?username=budi")
    assert counts[0] == counts[1]
