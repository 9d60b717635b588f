"""A list that goes back to its sender leaves its whole NIKs in the log as read, whatever became of its rows."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.test import Client

from payung.access.models import History
from payung.intake.models import Batch
from payung.membership.queries import people_of_batch
from payung.people.models import Person
from tests.lists import Row, nik, worker, workers
from tests.roles import NEIGHBOUR
from tests.web.door.sending import as_csv, landed
from tests.web.pages import words

NAMELESS = worker(9, Nama="")
NUMBER = re.compile(r"nomor [0-9A-Z]{4}-[0-9A-Z]{4}")


def taken(client: Client, batch: Batch) -> list[tuple[str, str, list[int]]]:
    """What the log knows of one download of a list, by the number that stands in the file."""
    file = b"".join(client.get(f"/intake/{batch.pk}/workbook/").streaming_content)
    said = NUMBER.search(openpyxl.load_workbook(io.BytesIO(file)).properties.description)
    assert said is not None
    found = History.objects.filter(verb="R", reason=said.group()).order_by("id")
    return [(each.what, each.table_name, list(each.row_ids)) for each in found]


def people(*numbers: int) -> list[int]:
    return sorted(Person.objects.filter(nik__in=[nik(n) for n in numbers]).values_list("pk", flat=True))


def test_workers_whom_an_earlier_list_enrolled_are_noted_as_well(clerk: Client) -> None:
    landed(clerk, as_csv(workers(1, 3)))
    again = landed(clerk, as_csv([*workers(1, 3), NAMELESS]))
    assert people_of_batch(again.pk) == [] and len(people(1, 2, 3)) == 3
    assert taken(clerk, again) == [("export", "person", people(1, 2, 3)), ("file", "batch", [again.pk])]


def test_workers_whom_another_payer_covers_are_noted_as_well(clerk: Client) -> None:
    landed(clerk, as_csv(workers(1, 1)), line="csr-taekwang")
    batch = landed(clerk, as_csv(workers(1, 2)))
    assert people_of_batch(batch.pk) == people(2)
    assert taken(clerk, batch)[0] == ("export", "person", people(1, 2))


def test_a_worker_whose_nik_was_corrected_since_is_still_the_one_in_the_file(clerk: Client) -> None:
    batch = landed(clerk, as_csv([worker(1), NAMELESS]))
    held = people(1)
    Person.objects.filter(pk__in=held).update(nik=nik(2))
    assert taken(clerk, batch)[0] == ("export", "person", held)


@pytest.mark.parametrize("rows", [[NAMELESS], [worker(1, **{"Kode Desa": NEIGHBOUR}), NAMELESS]])
def test_a_list_of_which_nobody_came_in_is_noted_by_its_own_number(clerk: Client, rows: list[Row]) -> None:
    batch = landed(clerk, as_csv(rows))
    assert taken(clerk, batch) == [("file", "batch", [batch.pk])]


def test_a_worker_of_another_area_is_not_told_of_by_the_note(clerk: Client, neighbour: Client) -> None:
    landed(neighbour, as_csv([worker(1, **{"Kode Desa": NEIGHBOUR})]))
    batch = landed(clerk, as_csv([worker(1), NAMELESS]))
    assert taken(clerk, batch) == [("file", "batch", [batch.pk])]


def test_the_breach_workbench_finds_whoever_stood_in_a_list_that_was_taken(
    clerk: Client, officer: Client, auditor: Client
) -> None:
    asked = "/access/breach/?username=officer"
    batch = landed(clerk, as_csv([*workers(1, 2), NAMELESS]))
    assert "Tidak ada orang yang tersentuh" in words(auditor.get(asked))
    officer.get(f"/intake/{batch.pk}/workbook/")
    page = words(auditor.get(asked))
    assert "Orang yang tersentuh 2" in page and "berkas daftar (dibaca)" in page and "unduhan (dibaca)" in page
