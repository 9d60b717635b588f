"""Lines that end soon, and renewing one of them: first what would happen, in numbers that are those of the deed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from payung.cli.demo import EXAMPLE
from payung.funding.models import FundingLine
from payung.membership.models import Enrolment
from payung.people.models import Person
from payung.programmes.actions.load.write import load_programme
from payung.rules.law import law
from tests.lists import line
from tests.roles import NEIGHBOUR
from tests.web.pages import words

pytestmark = pytest.mark.django_db
RENEW = "/membership/renew/kab-2025/"


@pytest.fixture
def next_year(officer: Client, tmp_path: object) -> Iterator[Client]:
    """The model case whose file has a line for the first quarter of the next year."""
    from pathlib import Path

    folder = Path(str(tmp_path))
    for file in EXAMPLE.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    text = (EXAMPLE / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text(
        text + "\n" + line("kab-2026", 200, first_month="2026-01", months=3), "utf-8"
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
    assert "Belum ada dana berikutnya: muat berkas program" in said


def test_without_a_next_line_the_page_says_what_to_do(officer: Client) -> None:
    assert "Tambahkan sumber dana yang lebih panjang" in words(officer.get(RENEW))


def test_the_page_tells_the_numbers_and_a_yes_makes_them_true(next_year: Client) -> None:
    # One of the list turns too old by himself.
    old = Person.objects.filter(village=NEIGHBOUR, enrolment__line__code="kab-2025").order_by("id").first()
    assert old is not None
    Person.objects.filter(pk=old.pk).update(birth_on="1950-01-01")
    held = seats()
    said = words(next_year.get(RENEW))
    assert f"{held - 2} dari {held} pekerja diperpanjang dan terlindungi Januari 2026 sampai Maret 2026." in said
    assert "Melewati batas usia pada awal masa berikutnya 2" in said and "Ya, perpanjang sekarang" in said
    assert not Enrolment.objects.filter(line__code="kab-2026").exists()
    done = next_year.post(RENEW, {"to": "kab-2026"}, follow=True)
    assert f"{held - 2} dari {held} pekerja diperpanjang." in words(done)
    renewed = Enrolment.objects.filter(line__code="kab-2026", state="placed")
    assert renewed.count() == held - 2 and not renewed.filter(person=old).exists()


def test_money_that_is_short_is_said_before_and_refused_after(next_year: Client) -> None:
    FundingLine.objects.filter(code="kab-2026").update(months=12)
    said = words(next_year.get(RENEW))
    assert "Dana berikutnya kurang Rp" in said and "Ya, perpanjang sekarang" not in said
    refused = next_year.post(RENEW, {"to": "kab-2026"})
    assert refused.status_code == 422 and "tidak cukup" in words(refused)


def test_a_clerk_renews_nothing(clerk: Client) -> None:
    assert clerk.get("/membership/renew/").status_code == clerk.post(RENEW, {"to": "x"}).status_code == 403


def test_a_line_of_elsewhere_is_not_found(officer: Client) -> None:
    assert officer.get("/membership/renew/tidak-ada/").status_code == 404
