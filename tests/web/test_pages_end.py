"""Ending a place: the page says in words what follows, and only a yes does it; each role its own reasons; a way back."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.test import Client

from payung.membership.models import Enrolment
from payung.people.models import Person
from payung.programmes.models import Quota
from tests.lists import nik
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.web.pages import words

pytestmark = pytest.mark.django_db
DAY = "2025-11-20"


def seat(village: str = TANJUNGSARI, line: str = "kab-2025", state: str = "placed") -> Enrolment:
    found = Enrolment.objects.filter(line__code=line, state=state, village=village).order_by("id").first()
    assert found is not None
    return found


def page(enrolment: Enrolment) -> str:
    return f"/membership/end/{enrolment.pk}/"


def test_the_page_says_what_follows_and_does_nothing(officer: Client) -> None:
    held = seat(NEIGHBOUR)
    said = words(officer.get(page(held), {"why": "moved", "happened_on": DAY}))
    assert "Bulan terlindungi yang terakhir: November 2025" in said
    assert "1 bulan sesudahnya tidak jadi dibayar. Rp16.800 kembali menjadi sisa dana." in said
    assert "Masa tunggu 3 bulan untuk santunan kematian penuh mulai dari awal bagi penggantinya." in said
    assert "Ya, akhiri sekarang" in said and not Enrolment.objects.filter(state="ended").exists()
    waited = set(Enrolment.objects.filter(village=NEIGHBOUR, state="waiting").values_list("person__name", flat=True))
    officer.post(page(held), {"why": "moved", "happened_on": DAY})
    still = set(Enrolment.objects.filter(village=NEIGHBOUR, state="waiting").values_list("person__name", flat=True))
    (follows,) = waited - still
    assert f"yang pertama di daftar tunggu desa: {follows} ," in said


def test_a_yes_ends_it_and_goes_back_to_the_worker(officer: Client) -> None:
    held = seat()
    said = words(officer.post(page(held), {"why": "moved", "happened_on": DAY}, follow=True))
    assert "Kepesertaan diakhiri." in said and "Diakhiri 21 November 2025: pindah." in said
    assert words(officer.get(page(held))).count("Kepesertaan ini diakhiri 21 November 2025: pindah.") == 1


def test_a_death_tells_of_the_claim_and_keeps_the_day(clerk: Client) -> None:
    held = seat()
    said = words(clerk.get(page(held), {"why": "died", "happened_on": DAY}))
    assert "santunan kematian Rp10.000.000" in said and "akta kematian" in said
    clerk.post(page(held), {"why": "died", "happened_on": DAY})
    assert f"{Person.objects.get(pk=held.person_id).died_on}" == DAY
    assert "Tanggal meninggal: 20 November 2025." in words(clerk.get(page(held)))
    assert "Meninggal pada 20 November 2025" in words(clerk.get(f"/people/{held.person_id}/"))


def test_a_village_gives_its_own_reasons_the_regency_all(clerk: Client, officer: Client) -> None:
    held = seat()
    assert "penerima upah" not in words(clerk.get(page(held))) and "penerima upah" in words(officer.get(page(held)))
    refused = clerk.post(page(held), {"why": "wage-earner", "happened_on": DAY})
    assert refused.status_code == 422 and "ditetapkan oleh kabupaten" in words(refused)
    assert seat() == held


def test_a_village_ends_nobody_elsewhere(clerk: Client) -> None:
    other = seat(NEIGHBOUR)
    assert clerk.get(page(other)).status_code == 404
    assert clerk.post(page(other), {"why": "died", "happened_on": DAY}).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"why": "", "happened_on": DAY}, "Pilih alasannya."),
        ({"why": "moved", "happened_on": ""}, "Isi tanggal kejadiannya."),
        ({"why": "moved", "happened_on": "2025-12-01"}, "belum tiba"),
        ({"why": "died", "happened_on": "1901-01-01"}, "lebih awal dari tanggal lahir"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field(officer: Client, given: dict[str, str], said: str) -> None:
    held = seat()
    for answer in (officer.get(page(held), given), officer.post(page(held), given)):
        assert answer.status_code == 422 and said in words(answer)
    assert seat() == held


def test_an_end_is_taken_back_from_its_own_page(clerk: Client) -> None:
    held = seat()
    clerk.post(page(held), {"why": "asked", "happened_on": DAY})
    assert "didaftarkan lagi dan terlindungi Desember 2025." in words(clerk.get(page(held)))
    assert "terdaftar lagi" in words(clerk.post(f"{page(held)}back/", follow=True))
    again = clerk.post(f"{page(held)}back/")
    assert again.status_code == 422 and "sudah terdaftar lagi" in words(again)


def test_where_the_place_was_passed_on_the_waiting_list_is_offered(clerk: Client) -> None:
    held = seat()
    clerk.post(page(held), {"why": "asked", "happened_on": DAY})
    Quota.objects.filter(line=held.line, region=TANJUNGSARI).update(places=F("taken"))
    refused = clerk.post(f"{page(held)}back/")
    assert refused.status_code == 422 and "sudah diteruskan kepada penggantinya" in words(refused)
    assert "Masukkan ke daftar tunggu" in words(refused) and "Batalkan pengakhiran" not in words(refused)
    done = words(clerk.post(f"{page(held)}back/", {"wait": "yes"}, follow=True))
    assert "masuk daftar tunggu" in done
    assert Enrolment.objects.filter(person=held.person_id, line=held.line, state="waiting").count() == 1


def test_a_village_does_not_take_back_what_the_regency_ended(clerk: Client, officer: Client) -> None:
    held = seat()
    officer.post(page(held), {"why": "wage-earner", "happened_on": DAY})
    assert clerk.post(f"{page(held)}back/").status_code == 404


def test_a_wait_ends_without_a_place(officer: Client) -> None:
    waits = seat(NEIGHBOUR, state="waiting")
    said = words(officer.get(page(waits), {"why": "asked", "happened_on": DAY}))
    assert "keluar dari daftar tunggu" in said and "Tempatnya bebas" not in said


def test_no_number_of_a_worker_stands_on_the_page(officer: Client) -> None:
    assert nik(1)[:8] not in words(officer.get(page(seat(NEIGHBOUR)), {"why": "moved", "happened_on": DAY}))


def test_the_worker_s_page_tells_the_months_that_ended_and_what_going_alone_costs(officer: Client) -> None:
    held = seat(NEIGHBOUR)
    person = f"/people/{held.person_id}/"
    said = words(officer.get(person))
    assert "Bila mulai Januari 2026 tidak ada yang membayar" in said and "Rp16.800 sebulan" in said
    officer.post(page(held), {"why": "moved", "happened_on": DAY})
    said = words(officer.get(person))
    assert "Desember 2025 berakhir: pindah" in said and "Bila mulai Desember 2025 tidak ada yang membayar" in said


def test_nobody_is_told_a_price_who_has_died_or_does_not_need_it(officer: Client) -> None:
    for why in ("died", "wage-earner"):
        held = seat()
        officer.post(page(held), {"why": why, "happened_on": DAY})
        assert "melanjutkan sendiri" not in words(officer.get(f"/people/{held.person_id}/"))
