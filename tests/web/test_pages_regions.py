"""The pages of regions and villages: honest figures of a stated day, and nothing outside the area."""

from __future__ import annotations

import io
from datetime import date
from hashlib import sha256

import openpyxl
import pytest
from django.test import Client

from payung.membership.models import Enrolment
from payung.people.models import Person
from payung.programmes.models import WaitingRule
from payung.units.rupiah import in_figures
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.web.pages import link_to, links, names, words

pytestmark = pytest.mark.django_db
THE_DAY = "?on=2025-11-21"


def test_a_regency_shows_both_parts_of_its_coverage(officer: Client) -> None:
    covered = 257_400 + Enrolment.objects.filter(state="placed", line__existing=False).count()
    said = words(officer.get(f"/regions/32.14/{THE_DAY}"))
    assert f"{in_figures(covered)} dari 396.000 65,0 %" in said
    assert "APBD Kabupaten Purwakarta 2025" in said and "19.800" in said
    assert "Kecamatan Pondoksalam" in said


def test_a_village_shows_its_sum_of_one_hundred(clerk: Client) -> None:
    response = clerk.get(f"/regions/{TANJUNGSARI}/{THE_DAY}")
    assert "52 + 17 = 69 dari 100" in words(response)
    assert "52 sebelumnya, 17 baru, 31 lagi" in response.content.decode()
    assert response.content.count(b'<i class="open"></i>') == 31 + 1


def test_figures_of_today_are_never_made_up(clerk: Client) -> None:
    said = words(clerk.get(f"/regions/{TANJUNGSARI}/"))
    assert "Angka per 31 Desember 2025 , hari terakhir yang dibayar" in said


def test_a_month_that_nobody_pays_says_so_and_offers_the_last_one_paid(clerk: Client) -> None:
    response = clerk.get(f"/regions/{TANJUNGSARI}/?on=2026-03-01")
    assert "Bulan itu belum dibayar untuk siapa pun" in words(response)
    assert link_to(response, "31 Desember 2025") == "?on=2025-12-31"


def test_a_day_that_is_none_is_told_beside_its_field(clerk: Client) -> None:
    assert '"kemarin" bukan tanggal' in words(clerk.get(f"/regions/{TANJUNGSARI}/?on=kemarin"))


def test_before_anybody_counted_there_is_a_sentence_instead_of_a_figure(officer: Client) -> None:
    for code in ("32.14", TANJUNGSARI):
        assert "Belum ada hitungan pekerja" in words(officer.get(f"/regions/{code}/?on=2025-01-05"))


@pytest.mark.parametrize("code", ["32", "33.01", "32.14", NEIGHBOUR, "99.99", "bukan-kode"])
def test_outside_the_area_is_not_found_just_as_what_does_not_exist(clerk: Client, code: str) -> None:
    for address in (f"/regions/{code}/", f"/regions/{code}/export/"):
        response = clerk.get(address)
        assert response.status_code == 404
        assert "Halaman tidak ditemukan" in words(response)


def test_the_way_down_links_only_what_lies_in_the_area(officer: Client, clerk: Client) -> None:
    assert "/regions/32.14/" in links(officer.get(f"/regions/{TANJUNGSARI}/"))
    found = links(clerk.get(f"/regions/{TANJUNGSARI}/"))
    assert not {"/regions/32/", "/regions/32.14/", "/regions/32.14.16/"} & set(found)


def villages(page: object) -> list[str]:
    return [link for link in links(page) if link.startswith("/regions/32.14.16.")]


def test_the_table_is_sorted_and_filtered(officer: Client) -> None:
    page = officer.get("/regions/32.14.16/?sort=-waiting")
    assert villages(page)[0] == f"/regions/{NEIGHBOUR}/"
    page = officer.get("/regions/32.14.16/?q=tanjung")
    assert villages(page) == [f"/regions/{TANJUNGSARI}/"]
    assert "Tidak ada wilayah dengan nama itu" in words(officer.get("/regions/32.14.16/?q=zzz"))


def test_page_by_page_everybody_comes_exactly_once(officer: Client) -> None:
    seen: list[str] = []
    address = f"/regions/{NEIGHBOUR}/"
    response = officer.get(address)
    while True:
        seen += names(response)
        if "Berikutnya" not in words(response):
            break
        response = officer.get(address + link_to(response, "Berikutnya"))
    assert len(seen) == len(set(seen)) == 140
    assert seen == sorted(seen)


def test_the_waiting_stand_in_their_order(officer: Client) -> None:
    first = officer.get(f"/regions/{NEIGHBOUR}/?state=waiting")
    placed = int(words(officer.get(f"/regions/{NEIGHBOUR}/{THE_DAY}")).split("0 + ")[1].split(" =")[0])
    seed = WaitingRule.objects.get(line__code="kab-2025").seed
    queue = Enrolment.objects.filter(village=NEIGHBOUR, state="waiting").values_list("id", "person__name")
    assert names(first) == [
        name for _lot, name in sorted((sha256(f"{seed}:{n}".encode()).digest(), name) for n, name in queue)
    ]
    assert len(queue) == 140 - placed


def test_states_part_the_workers(officer: Client) -> None:
    address = f"/regions/{TANJUNGSARI}/{THE_DAY}"
    assert "Tidak ada pekerja dalam keadaan ini" in words(officer.get(f"{address}&state=uncovered"))
    assert len(names(officer.get(f"{address}&state=covered"))) == 50
    assert "Tidak ada yang menunggu" in words(officer.get(f"{address}&state=waiting"))


def test_a_name_is_found_by_any_part_of_it(officer: Client) -> None:
    assert names(officer.get(f"/regions/{NEIGHBOUR}/?q=kerja 77")) == ["PEKERJA 77"]
    assert "Tidak ada nama yang cocok" in words(officer.get(f"/regions/{NEIGHBOUR}/?q=100%"))


def test_no_page_shows_a_whole_nik(officer: Client) -> None:
    someone = Person.objects.filter(village=TANJUNGSARI).order_by("name").first()
    assert someone is not None
    response = officer.get(f"/regions/{TANJUNGSARI}/")
    assert someone.nik not in response.content.decode()
    assert f"3214********{someone.nik[-4:]}" in words(response)


def test_a_workbook_holds_texts_and_never_a_formula(officer: Client) -> None:
    Person.objects.filter(village=TANJUNGSARI, name="AI RAMDANI").update(name="=cmd|'/c calc'!A1")
    response = officer.get(f"/regions/{TANJUNGSARI}/export/{THE_DAY}")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert sheet.max_row == 3 + 69
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "'=cmd|'/c calc'!A1" in {cell.value for cell in cells}


def test_the_workbook_of_a_regency_holds_its_districts(officer: Client) -> None:
    response = officer.get(f"/regions/32.14/export/{THE_DAY}")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[4]][:2] == ["32.14.01", "Purwakarta"]
    assert sheet.max_row == 3 + 17
    assert date(2025, 11, 21).isoformat() in response.headers["Content-Disposition"]


def test_home_is_the_own_area(officer: Client) -> None:
    assert officer.get("/").headers["Location"] == "/regions/32.14/"
    assert officer.get("/regions/").headers["Location"] == "/regions/32.14/"
