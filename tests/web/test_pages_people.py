"""The page of a worker and the search: covered on this day, by whom and why; and only inside the area."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.people.models import Person
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.web.pages import names, words

pytestmark = pytest.mark.django_db


def someone(village: str, kpj: bool) -> Person:
    """A worker of a village: an earlier participant, who has a participant number, or a new one."""
    return Person.objects.filter(village=village, kpj__isnull=not kpj).order_by("name", "id")[0]


def test_a_new_worker_is_covered_but_not_long_enough(clerk: Client) -> None:
    said = words(clerk.get(f"/people/{someone(TANJUNGSARI, False).pk}/?on=2025-12-31"))
    assert "Terlindungi pada 31 Desember 2025" in said
    assert "baru 2 bulan dari 3 bulan masa tunggu" in said
    assert "Biaya pemakaman Rp10.000.000" in said and "Rp42.000.000" not in said
    assert "Belum terverifikasi" in said


def test_an_earlier_participant_leaves_the_full_benefit(clerk: Client) -> None:
    said = words(clerk.get(f"/people/{someone(TANJUNGSARI, True).pk}/?on=2025-11-21"))
    assert "Pemerintah Desa Tanjungsari (APBDes)" in said
    assert "Santunan kematian Rp20.000.000" in said and "Jumlah seluruhnya Rp42.000.000" in said


def test_without_cover_the_page_says_until_when_there_was_some(clerk: Client) -> None:
    response = clerk.get(f"/people/{someone(TANJUNGSARI, False).pk}/?on=2026-02-01")
    assert "Tidak terlindungi pada 1 Februari 2026" in words(response)
    assert "berakhir 31 Desember 2025" in words(response)


def test_without_a_day_the_page_speaks_of_today(clerk: Client) -> None:
    said = words(clerk.get(f"/people/{someone(TANJUNGSARI, False).pk}/"))
    assert "Tidak terlindungi pada" in said and "Desember 2025" in said


def test_the_months_stand_with_their_payer(clerk: Client) -> None:
    said = words(clerk.get(f"/people/{someone(TANJUNGSARI, False).pk}/?on=2026-01-15"))
    assert "November 2025 APBD kabupaten Desember 2025 APBD kabupaten Januari 2026 tidak dibayar" in said


def test_the_nik_is_shown_by_its_ends_alone(clerk: Client) -> None:
    person = someone(TANJUNGSARI, False)
    response = clerk.get(f"/people/{person.pk}/")
    assert person.nik not in response.content.decode()
    assert f"3214********{person.nik[-4:]}" in words(response)


def test_somebody_of_another_village_is_not_found(clerk: Client) -> None:
    stranger = someone(NEIGHBOUR, False)
    assert clerk.get(f"/people/{stranger.pk}/").status_code == 404
    assert "tidak ada di wilayah Anda" in words(clerk.post("/people/", {"q": stranger.nik}))
    assert clerk.get("/people/99999999999999999999/").status_code == 404


def test_a_whole_nik_leads_to_its_worker_and_leaves_the_address(officer: Client) -> None:
    person = someone(NEIGHBOUR, False)
    response = officer.post("/people/", {"q": f"{person.nik[:6]} {person.nik[6:]}"})
    assert response.headers["Location"] == f"/people/{person.pk}/"


def test_names_are_found_by_how_they_begin_page_by_page(officer: Client) -> None:
    first = officer.get("/people/?q=pekerja")
    assert len(names(first)) == 50
    after = Person.objects.get(name=names(first)[-1]).pk
    second = officer.get(f"/people/?q=pekerja&after={after}")
    assert not set(names(first)) & set(names(second))
    assert names(officer.get("/people/?q=PEKERJA 140")) == ["PEKERJA 140"]
    assert "Tidak ada nama yang berawal begitu" in words(officer.get("/people/?q=zzzz"))


def test_names_in_small_letters_of_the_village_list_are_found_too(officer: Client) -> None:
    assert "Nunung Gunawan" in names(officer.get("/people/?q=nunung"))


@pytest.mark.parametrize(("asked", "told"), [("12345", "NIK harus 16 angka"), ("a", "paling sedikit tiga huruf")])
def test_what_cannot_be_searched_is_told_on_top(officer: Client, asked: str, told: str) -> None:
    response = officer.post("/people/", {"q": asked})
    assert told in words(response)
    assert '<a href="#id_q">' in response.content.decode()
