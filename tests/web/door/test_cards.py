"""Cards as downloads: the sheets of a village and one worker's card, for the area's own people alone."""

import pypdfium2
from django.test import Client

from payung.cards.models import Card
from payung.people.models import Person
from tests.lists import nik, workers
from tests.web.door.sending import as_csv, landed

SHEETS = "/cards/kab-2025/32.14.16.2005/"


def test_the_sheets_of_a_village_hold_ten_cards_each_and_are_issued_once(clerk: Client) -> None:
    landed(clerk, as_csv(workers(1, 11)))
    for _time in range(2):
        answer = clerk.get(SHEETS)
        assert 'filename="kartu-tanjungsari-kab-2025.pdf"' in answer.headers["Content-Disposition"]
        assert len(pypdfium2.PdfDocument(answer.content)) == 2
    assert Card.objects.count() == 11


def test_a_workers_card_is_issued_when_it_is_asked_for(clerk: Client) -> None:
    landed(clerk, as_csv(workers(1, 1)))
    answer = clerk.get(f"/cards/person/{Person.objects.get(nik=nik(1)).pk}/")
    number = Card.objects.get().number
    assert f'filename="kartu-{number}.pdf"' in answer.headers["Content-Disposition"]
    assert len(pypdfium2.PdfDocument(answer.content)) == 1


def test_nobody_prints_the_cards_of_another_village(clerk: Client, neighbour: Client) -> None:
    landed(clerk, as_csv(workers(1, 1)))
    person = Person.objects.get(nik=nik(1)).pk
    assert neighbour.get(SHEETS).status_code == 404
    assert neighbour.get(f"/cards/person/{person}/").status_code == 404


def test_without_a_placed_worker_there_is_no_card(clerk: Client) -> None:
    assert clerk.get(SHEETS).status_code == 404
    assert clerk.get("/cards/no-line/32.14.16.2005/").status_code == 404
    assert clerk.get("/cards/kab-2025/32.14.16/").status_code == 404


def test_only_who_may_print_cards_prints_them(auditor: Client) -> None:
    assert auditor.get(SHEETS).status_code == 403
