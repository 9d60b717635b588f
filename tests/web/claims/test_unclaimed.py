"""Deaths that nobody has claimed, with the sum that waits; and the civil registry's list, row by row."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.access.queries import seeing
from payung.membership.models import Enrolment
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.web.claims.cases import covered, officer, reported
from tests.web.pages import words

DIED = date(2025, 11, 10)


def died(person: Person, on: date = DIED) -> None:
    Person.objects.filter(pk=person.pk).update(died_on=on)


def list_of(*rows: tuple[str, str, str], heads: str = "NIK;Nama;Tanggal Meninggal") -> SimpleUploadedFile:
    text = "\n".join([heads, *(";".join(row) for row in rows)])
    return SimpleUploadedFile("kematian.csv", text.encode())


def send(client: Client, file: SimpleUploadedFile) -> Any:
    return client.post("/claims/registry/", {"file": file})


def test_a_village_s_dead_are_listed_with_the_sum_that_waits(clerk: Client) -> None:
    long, new = covered(), Person.objects.filter(village=TANJUNGSARI, enrolment__line__code="kab-2025",
                                                 enrolment__state="placed").order_by("pk")[0]  # fmt: skip
    never = covered(1)
    died(long)
    died(new)
    died(never, date(2024, 5, 1))
    page = clerk.get("/claims/unclaimed/")
    said = words(page)
    assert "3 pekerja meninggal" in said and "Rp52.000.000 menunggu keluarganya" in said
    assert "11 bulan berturut-turut Rp42.000.000" in said and "1 bulan berturut-turut Rp10.000.000" in said
    assert "tidak terlindungi pada hari itu" in said and f"/claims/report/{long.pk}/" in page.content.decode()
    assert long.nik not in page.content.decode()


def test_a_death_that_is_claimed_waits_no_more(clerk: Client) -> None:
    died(covered(), date(2025, 11, 18))
    reported(clerk, covered())
    assert "Setiap kematian yang diketahui sudah diklaim" in words(clerk.get("/claims/unclaimed/"))


def test_a_seat_that_ended_by_death_without_a_day_counts_too(clerk: Client) -> None:
    Enrolment.objects.filter(person=covered()).update(state="ended", ended_why="died", ended_on=date(2025, 11, 12))
    assert "1 pekerja meninggal" in words(clerk.get("/claims/unclaimed/"))


def test_the_regency_sees_villages_and_opens_one(officer: Client) -> None:
    died(covered())
    page = officer.get("/claims/unclaimed/")
    assert "Rp42.000.000" in words(page) and f"?village={TANJUNGSARI}" in page.content.decode()
    assert covered().name not in words(page)
    assert covered().name in words(officer.get(f"/claims/unclaimed/?village={TANJUNGSARI}"))
    assert officer.get("/claims/unclaimed/?village=33.01.01.2001").status_code == 404


def test_each_row_of_the_registry_s_list_has_an_outcome(lists: None) -> None:
    handler, known, other = officer(), covered(), covered(1)
    died(other, date(2025, 11, 1))
    file = list_of(
        (known.nik, known.name, "10-11-2025"), (other.nik, other.name, "05-11-2025"), (covered(2).nik, "ZZZ QQQ", "05-11-2025"),
        ("3214991705809999", "ORANG LAIN", "05-11-2025"), ("123", "PENDEK", "05-11-2025"), (covered(3).nik, "", "kemarin"),
        (covered(4).nik, "", "05-11-2025"), (covered(4).nik, "", "06-11-2025"), (covered(5).nik, "", "01-01-2099"), ("", "", ""),
    )  # fmt: skip
    said = words(send(handler, file))
    assert (
        "1 dicatat meninggal 1 tercatat dengan hari lain 1 nama berbeda, perlu dilihat 1 bukan pekerja terdaftar"
        in said
    )
    assert "1 tidak dapat dicatat 4 perlu diperbaiki" in said
    assert Person.objects.get(pk=known.pk).died_on == DIED
    assert not Enrolment.objects.filter(person=known).exclude(state="ended").exists()
    assert Person.objects.get(pk=other.pk).died_on == date(2025, 11, 1)
    assert not any(Person.objects.get(pk=covered(n).pk).died_on for n in (2, 3, 4, 5))
    assert known.nik not in said and "ORANG LAIN" not in said


def test_the_same_list_again_changes_nothing(lists: None) -> None:
    handler, known = officer(), covered()
    send(handler, list_of((known.nik, known.name, "10-11-2025")))
    assert "1 sudah tercatat" in words(send(handler, list_of((known.nik, known.name, "10-11-2025"))))


def test_a_workbook_is_read_as_well(lists: None) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["No", "NIK", "TGL_MENINGGAL"])
        sheet.write_row(1, 0, ["1", covered().nik, "10/11/2025"])
    answer = send(officer(), SimpleUploadedFile("kematian.xlsx", made.getvalue()))
    assert "1 dicatat meninggal" in words(answer) and Person.objects.get(pk=covered().pk).died_on == DIED


@pytest.mark.parametrize(
    "file", [list_of(("1", "2", "3"), heads="A;B;C"), SimpleUploadedFile("x.csv", b"\x00\x01\x02"), None],
    ids=["other columns", "no table", "nothing"],
)  # fmt: skip
def test_a_file_that_is_no_list_is_told(lists: None, file: SimpleUploadedFile | None) -> None:
    answer = officer().post("/claims/registry/", {"file": file} if file else {})
    assert answer.status_code == 422 and "Ada yang perlu diperbaiki" in words(answer)


def seen_from_above(person: Person) -> Person:
    """The worker as whoever sees everything finds him or her."""
    with seeing(Area(""), by="test"):
        return Person.objects.get(pk=person.pk)


def test_workers_outside_the_area_are_strangers(lists: None) -> None:
    from tests.users import a_client

    elsewhere = Person.objects.filter(village=NEIGHBOUR).order_by("pk")[0]
    handler = a_client("petugas-desa", "claims-officer", TANJUNGSARI)
    said = words(send(handler, list_of((elsewhere.nik, elsewhere.name, "10-11-2025"))))
    assert "1 bukan pekerja terdaftar" in said and not seen_from_above(elsewhere).died_on


def test_every_death_of_a_village_is_reached_page_by_page(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payung.web.claims.unclaimed._PAGE", 2)
    dead = [covered(n) for n in range(5)]
    for n, each in enumerate(dead):
        died(each, date(2025, 11, 1 + n // 2))
    seen, address = [], "/claims/unclaimed/"
    for _page in range(4):
        answer = clerk.get(address)
        seen += [each.id for each in answer.context["dead"]]
        if not answer.context["next"]:
            break
        address = f"/claims/unclaimed/?after={answer.context['next']}"
        assert address.partition("?")[2] in answer.content.decode()
    assert seen == [each.pk for each in sorted(dead, key=lambda one: (seen_from_above(one).died_on, one.pk))]
    assert "5 pekerja meninggal" in words(answer)


def test_every_village_is_reached_page_by_page(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payung.web.claims.unclaimed._PAGE", 1)
    died(covered())
    died(Person.objects.filter(village=NEIGHBOUR).order_by("pk")[0])
    first = officer.get("/claims/unclaimed/")
    second = officer.get("/claims/unclaimed/", {"after": first.context["next"]})
    assert [row["sums"].code for answer in (first, second) for row in answer.context["rows"]] == [
        TANJUNGSARI,
        NEIGHBOUR,
    ]
    assert not second.context["next"]
    assert officer.get("/claims/unclaimed/?after=0.99").context["rows"] == first.context["rows"], "behind the last"


def test_of_a_long_list_what_needs_a_look_is_shown(lists: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payung.web.claims.unclaimed._MOST_SHOWN", 1)
    said = words(send(officer(), list_of((covered().nik, "", "10-11-2025"), ("123", "PENDEK", "05-11-2025"))))
    assert "NIK" in said.split("Setiap baris")[1].split("dan 1 baris lagi")[0] and covered().name not in said
