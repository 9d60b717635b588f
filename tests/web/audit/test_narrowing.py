"""The answer of the log narrowed to days, places and deeds, from page to page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from payung.access.actions.note_reading import note_reading
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.audit.asking import CLERK, JAKARTA, PAGE, asked, sent
from tests.web.audit.backdated import logged
from tests.web.pages import link_to, links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_days(siti: Person) -> Iterator[list[str]]:
    """Readings around the two midnights of 21 November in Jakarta; gives their reasons."""
    day = datetime(2025, 11, 21, tzinfo=JAKARTA)
    at = {"before": day - timedelta(minutes=1), "first": day, "last": day + timedelta(hours=23, minutes=59),
          "after": day + timedelta(days=1)}  # fmt: skip
    reading = {"verb": "R", "what": "nik", "row_ids": [siti.pk]}
    with logged(*({**reading, "reason": name, "at": moment} for name, moment in at.items())):
        yield list(at)


@pytest.mark.parametrize("question", ["seen", "done"])
@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        ("2025-11-21", "2025-11-21", {"first", "last"}), ("2025-11-21", "", {"first", "last", "after"}),
        ("", "2025-11-20", {"before"}), ("2025-11-20", "2025-11-21", {"before", "first", "last"}),
    ],
)  # fmt: skip
def test_days_are_whole_and_those_of_jakarta(
    three_days: list[str], siti: Person, auditor: Client, question: str, begin: str, end: str, found: set[str]
) -> None:
    of = siti.pk if question == "seen" else "lama"
    page = asked(auditor, q=question, of=of, begin=begin, end=end)
    assert set(re.findall(r"Alasan: (\w+)", page)) & set(three_days) == found


def test_a_place_takes_in_all_below_it_by_code_or_by_name(siti: Person, auditor: Client) -> None:
    for place, seen in (
        (TANJUNGSARI, True),
        ("32.14.16", True),
        ("3214162005", True),
        (NEIGHBOUR, False),
        ("32.14.17", False),
    ):
        for question in ({"q": "seen", "of": siti.pk}, {"q": "done", "of": "tuti"}, {"q": "changed", "of": siti.pk}):
            assert ("Desa Tanjungsari (tuti)" in asked(auditor, **question, place=place)) == seen
    to = sent(auditor, q="done", of="tuti", place="tanjungs")
    page = auditor.get(to)
    assert "Wilayah yang mana?" in words(page)
    chosen = next(link for link in links(page) if f"place={TANJUNGSARI}" in link)
    assert "Hanya: Desa Tanjungsari" in words(auditor.get(PAGE + chosen))


@pytest.mark.parametrize(
    ("deed", "question", "found"),
    [
        ("add", "done", {"menambah"}), ("change", "done", {"mengubah"}),
        ("read", "done", {"melihat NIK"}), ("nik", "done", {"melihat NIK"}),
        ("bank", "done", set()), ("remove", "done", set()), ("nik", "seen", {"melihat NIK"}), ("export", "seen", set()),
        ("add", "changed", {"menambah"}), ("change", "changed", {"mengubah"}), ("remove", "changed", set()),
    ],
)  # fmt: skip
def test_a_deed_leaves_all_others_out(siti: Person, auditor: Client, deed: str, question: str, found: set[str]) -> None:
    page = asked(auditor, q=question, of="tuti" if question == "done" else siti.pk, deed=deed)
    assert {word for word in ("menambah", "mengubah", "melihat NIK") if f"(tuti) {word}" in page} == found


def test_filters_are_kept_from_page_to_page_and_can_be_cleared(siti: Person, auditor: Client) -> None:
    for _turn in range(60):
        with seeing(Area(TANJUNGSARI), **CLERK):
            note_reading(what="nik", table="person", ids=[siti.pk], reason="lagi")
    for question in ({"q": "seen", "of": siti.pk}, {"q": "done", "of": "tuti"}):
        first = auditor.get(PAGE, {**question, "deed": "nik", "place": TANJUNGSARI})
        second = auditor.get(PAGE + link_to(first, "Berikutnya"))
        assert [words(page).count("melihat NIK lengkap: ") for page in (first, second)] == [50, 11]
        assert "diminta keluarga" in words(second) and "Hanya: Desa Tanjungsari, melihat NIK lengkap" in words(second)
        cleared = link_to(second, "Hapus saringan")
        assert "deed" not in cleared and "place" not in cleared and "before" not in cleared
    changed = auditor.get(PAGE, {"q": "changed", "of": siti.pk})
    assert "Berikutnya" not in words(changed)


def test_pages_of_readings_are_full_although_others_lie_outside_the_area(siti: Person) -> None:
    clerk = a_client("desa", "auditor", TANJUNGSARI)
    with seeing(Area(TANJUNGSARI), **CLERK):
        for _turn in range(50):
            note_reading(what="nik", table="person", ids=[siti.pk], reason="di sini")
    with seeing(Area("32.14"), **CLERK):
        Person.objects.filter(pk=siti.pk).update(village=NEIGHBOUR)
        for _turn in range(60):
            note_reading(what="nik", table="person", ids=[siti.pk], reason="di sana")
    page = clerk.get(PAGE, {"q": "seen", "of": siti.pk})
    assert words(page).count("Alasan: di sini") == 50 and "di sana" not in words(page) and "Berikutnya" in words(page)
