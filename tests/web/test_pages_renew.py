"""Lines that end soon, and renewing one of them: first what would happen, in numbers that are those of the deed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from payung.access.queries import seeing
from payung.cli.demo import EXAMPLE
from payung.funding.models import FundingLine
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.models import Enrolment
from payung.membership.queries import cover_on
from payung.people.models import Person
from payung.programmes.actions.load.write import load_programme
from payung.programmes.models import Programme
from payung.rules.law import law
from payung.units.month import Month
from payung.units.region import Area
from tests.lists import line
from tests.roles import NEIGHBOUR
from tests.web.pages import words

pytestmark = pytest.mark.django_db
RENEW = "/membership/renew/kab-2025/"


@pytest.fixture
def next_year(officer: Client, tmp_path: Path) -> Iterator[Client]:
    """The model case with lines for the first quarter of the next year: the regency's, and that of workers themselves."""
    folder = tmp_path
    for file in EXAMPLE.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    text = (EXAMPLE / "programme.toml").read_text("utf-8")
    own = line("mandiri", 50, kind="self", first_month="2026-01", months=3)
    (folder / "programme.toml").write_text(
        "\n".join([text, line("kab-2026", 200, first_month="2026-01", months=3), own]), "utf-8"
    )
    loaded = load_programme(folder / "programme.toml", law=law())
    assert loaded.programme, loaded.problems
    yield officer
    with connection.cursor() as db:
        db.execute("DROP TABLE IF EXISTS renewal, decided, price")


def seats() -> int:
    return Enrolment.objects.filter(line__code="kab-2025", state="placed").count()


def test_lines_that_end_soon_are_listed_with_their_workers(officer: Client) -> None:
    said = words(officer.get("/membership/renew/"))
    assert (
        f"APBD Kabupaten Purwakarta 2025 Pemerintah Kabupaten Purwakarta (APBD kabupaten) Desember 2025 {seats()}"
        in said
    )
    assert "Belum ada dana berikutnya: tambahkan dana yang berakhir lebih lama" in said
    assert "belum diperpanjang" not in said


def _ends(code: str, last: date) -> None:
    """A line of two months whose last one is that of a day."""
    FundingLine.objects.filter(code=code).update(first_month=Month.of(last).plus(-1).first_day)


def test_lines_that_ended_are_listed_for_six_months_while_seats_wait_the_latest_first(officer: Client) -> None:
    _ends("kab-2025", date(2025, 5, 1))
    response = officer.get("/membership/renew/")
    assert [(each["line"].code, each["seats"]) for each in response.context["ended"]] == [("kab-2025", seats())]
    said = words(response)
    assert "Sudah berakhir dan belum diperpanjang" in said and "Mei 2025" in said
    assert "tambahkan dana yang berakhir lebih lama pada berkas program" in said
    _ends("lama-tanjungsari", date(2025, 9, 1))
    FundingLine.objects.filter(code="lama-tanjungsari").update(months=2)
    codes = [each["line"].code for each in officer.get("/membership/renew/").context["ended"]]
    assert codes == ["lama-tanjungsari", "kab-2025"]
    _ends("kab-2025", date(2025, 4, 1))
    codes = [each["line"].code for each in officer.get("/membership/renew/").context["ended"]]
    assert codes == ["lama-tanjungsari"], "seven months"


def test_a_line_that_ended_is_listed_until_nobody_on_it_waits_to_be_renewed(next_year: Client) -> None:
    held = seats()
    next_year.post(RENEW, {"to": "kab-2026"})
    left = held - Enrolment.objects.filter(line__code="kab-2026").count()
    assert 0 < left < held
    _ends("kab-2025", date(2025, 10, 1))
    (row,) = [each for each in next_year.get("/membership/renew/").context["ended"] if each["line"].code == "kab-2025"]
    assert (row["seats"], row["has_next"]) == (left, True)
    Enrolment.objects.filter(line__code="kab-2025").exclude(
        person__in=Enrolment.objects.filter(line__code="kab-2026").values("person")
    ).update(state="ended", ended_on=date(2025, 10, 31), ended_why="asked")
    ended = next_year.get("/membership/renew/").context["ended"]
    assert "kab-2025" not in [each["line"].code for each in ended]


def test_without_a_next_line_the_page_says_what_to_do(officer: Client) -> None:
    assert "Tambahkan sumber dana yang lebih panjang" in words(officer.get(RENEW))


def test_the_page_tells_the_numbers_and_a_yes_makes_them_true(next_year: Client) -> None:
    # One of the list turns too old by himself.
    old = Person.objects.filter(village=NEIGHBOUR, enrolment__line__code="kab-2025").order_by("id").first()
    assert old is not None
    Person.objects.filter(pk=old.pk).update(birth_on="1950-01-01")
    held = seats()
    said = words(next_year.get(RENEW, {"to": "kab-2026"}))
    assert f"{held - 2} dari {held} pekerja diperpanjang dan terlindungi Januari 2026 sampai Maret 2026." in said
    assert "Melewati batas usia pada awal masa berikutnya 2" in said and "Ya, perpanjang sekarang" in said
    assert not Enrolment.objects.filter(line__code="kab-2026").exists()
    done = next_year.post(RENEW, {"to": "kab-2026"}, follow=True)
    assert f"{held - 2} dari {held} pekerja diperpanjang." in words(done)
    renewed = Enrolment.objects.filter(line__code="kab-2026", state="placed")
    assert renewed.count() == held - 2 and not renewed.filter(person=old).exists()


def test_money_that_is_short_is_said_before_and_refused_after(next_year: Client) -> None:
    FundingLine.objects.filter(code="kab-2026").update(months=12)
    said = words(next_year.get(RENEW, {"to": "kab-2026"}))
    assert "Dana berikutnya kurang Rp" in said and "Ya, perpanjang sekarang" not in said
    refused = next_year.post(RENEW, {"to": "kab-2026"})
    assert refused.status_code == 422 and "tidak cukup" in words(refused)


def test_a_clerk_renews_nothing(clerk: Client) -> None:
    assert clerk.get("/membership/renew/").status_code == clerk.post(RENEW, {"to": "x"}).status_code == 403


def test_a_line_of_elsewhere_is_not_found(officer: Client) -> None:
    assert officer.get("/membership/renew/tidak-ada/").status_code == 404


def _worker(line_code: str = "kab-2025") -> Person:
    found = Person.objects.filter(village=NEIGHBOUR, enrolment__line__code=line_code, enrolment__state="placed")
    return found.order_by("id")[0]


def test_a_worker_goes_on_alone_on_the_line_for_it(next_year: Client) -> None:
    page = f"/membership/self-paying/{_worker().pk}/"
    said = words(next_year.get(page))
    assert "Rp16.800 sebulan" in said and "Sumber mandiri, Januari 2026 sampai Maret 2026" in said
    assert not Enrolment.objects.filter(line__code="mandiri").exists()
    done = words(next_year.post(page, follow=True))
    assert "melanjutkan dengan bayar sendiri" in done and "Bila mulai April 2026" in done
    assert cover_on(_worker().pk, date(2026, 3, 5)).months_consecutive == 5  # type: ignore[union-attr]


def test_who_cannot_go_on_alone_is_told_why(next_year: Client) -> None:
    worker = _worker()
    Person.objects.filter(pk=worker.pk).update(birth_on="1950-01-01")
    page = f"/membership/self-paying/{worker.pk}/"
    for said in (next_year.get(page), next_year.post(page)):
        assert "tidak dapat melanjutkan dengan bayar sendiri: melewati batas usia" in words(said)
        assert "sebulan" not in words(said)
        with connection.cursor() as db:
            db.execute("DROP TABLE IF EXISTS renewal, decided, price")
    assert not Enrolment.objects.filter(line__code="mandiri").exists()


def _end(person: Person, why: str) -> str:
    """The seat of a worker ends in November for a reason; gives the address of going on alone."""
    seat = Enrolment.objects.get(person=person, line__code="kab-2025")
    with seeing(Area(""), by="test"):
        end_enrolments(endings=[Ending(seat.pk, Month(2025, 12))], why=why, on=date(2025, 11, 21))
    with connection.cursor() as db:
        db.execute("DROP TABLE IF EXISTS renewal, decided, price")
    return f"/membership/self-paying/{person.pk}/"


def test_who_asked_to_leave_goes_on_alone_and_is_told_of_the_month_without_cover(next_year: Client) -> None:
    worker = _worker()
    page = _end(worker, "asked")
    said = words(next_year.get(page))
    assert "Rp16.800 sebulan" in said and "Sumber mandiri, Januari 2026 sampai Maret 2026" in said
    assert "Sebelum Januari 2026 tidak ada yang membayar: ada jeda" in said
    assert "melanjutkan dengan bayar sendiri" in words(next_year.post(page, follow=True))
    assert Enrolment.objects.filter(person=worker, line__code="mandiri", state="placed").count() == 1
    assert cover_on(worker.pk, date(2026, 2, 5)) is not None and cover_on(worker.pk, date(2025, 12, 5)) is None


def test_who_moved_out_of_the_programme_is_told_that(next_year: Client, officer: Client) -> None:
    Programme.objects.filter(code="desa100").update(region="32.14.01")
    said = words(next_year.get(_end(_worker(), "moved")))
    assert "Desanya di luar wilayah program." in said and "belum punya sumber dana" not in said


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("over-age", "melewati batas usia"),
        ("wage-earner", "pekerja penerima upah"),
        ("double-payer", "sudah ada pihak lain yang membayar"),
        ("refused", "BPJS Ketenagakerjaan menolak"),
    ],
)
def test_each_end_that_does_not_go_on_alone_has_its_reason(next_year: Client, why: str, told: str) -> None:
    page = _end(_worker(), why)
    for said in (next_year.get(page), next_year.post(page)):
        assert told in words(said) and "sebulan" not in words(said)
    assert not Enrolment.objects.filter(line__code="mandiri").exists()


def test_without_a_line_for_it_the_page_says_where_to_go(officer: Client, clerk: Client) -> None:
    page = f"/membership/self-paying/{_worker().pk}/"
    assert "Arahkan pekerja ke kantor cabang" in words(officer.get(page))
    assert clerk.get(page).status_code == 404
