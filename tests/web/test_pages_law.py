"""The rule book and its calculators, for everybody: no user, no database, the known figures, and never a guessed one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from payung.rules.law import law
from tests.web.pages import links, words

CALCULATOR = "/law/calculator"
KIDS = "2022-01-10 tk 1%0A2022-01-11 tk 1"
ANSWERS = {
    "price/?payer=apbd-kab&sector=other&month=2025-11&income=1000000": "Rp16.800",
    "price/?payer=self&sector=other&month=2026-05&income=1000000": "Rp8.400",
    "death/?on=2025-12-10&cause=natural&months_paid=3&base=1000000": "Rp42.000.000",
    "death/?on=2025-12-10&cause=natural&months_paid=2&base=1000000": "Rp10.000.000",
    "death/?on=2025-12-10&cause=work&months_paid=1&base=1000000": "Rp70.000.000",
    "accident/?on=2025-12-10&base=1.000.000&total=1": "Rp68.000.000",
    f"scholarship/?on=2025-12-10&children={KIDS}": "Rp174.000.000",
    "heirs/?on=2025-12-10&amount=42000000&family=istri%0Aanak%0Aanak": "Rp14.000.000",
    "deadline/?kind=jkm&complete_on=2025-12-01": "4 Desember 2025",
    "term/?from=2025-11&months=2&payer=apbd-kab&sector=other&income=1000000": "Masa terpendek yang cukup: 3 bulan",
}
REFUSED = {
    "price/?payer=apbd-kab&sector=other&month=2025-11&income=-1": "income",
    "price/?payer=apbd-kab&sector=other&month=1990-01&income=1000000": "month",
    "price/?payer=raja&sector=other&month=2025-11&income=1000000": "payer",
    "price/?payer=self": "sector",
    "death/?on=2025-12-32&cause=natural&months_paid=3&base=1000000": "on",
    "death/?on=2025-12-10&cause=natural&months_paid=-3&base=1000000": "months_paid",
    "death/?on=2025-12-10&cause=natural&months_paid=0&base=1000000": "months_paid",
    "death/?on=2025-12-10&cause=natural&months_paid=3&consecutive=4&base=1000000": "consecutive",
    "death/?on=2025-12-10&cause=natural&months_paid=40&base=1000000&children=2026-01-01": "children",
    "accident/?on=2025-12-10&base=1000000&loss=tail": "loss",
    "accident/?on=2025-12-10&base=1000000&transport_land=-5": "transport_land",
    "scholarship/?on=2025-12-10&children=2015-01-01 sd 9": "children",
    "scholarship/?on=2025-12-10&children=2015-01-01 sd 1 2 3": "children",
    "heirs/?on=2025-12-10&amount=42000000&family=tetangga": "family",
    "deadline/?kind=jkm": "complete_on",
    "deadline/?kind=jkm&complete_on=2025-12-10&paid_on=2025-12-01": "paid_on",
    "term/?from=2025-11&months=0&payer=self&sector=other&income=1000000": "months",
    "term/?from=2025-11&months=999&payer=self&sector=other&income=1000000": "months",
}


def _answer(response: Any) -> str:
    """What stands between the heading of the answer and the form."""
    said = response.content.decode()
    return said.partition('id="answer-title"')[2].partition("<form")[0]


@pytest.mark.parametrize("question", ANSWERS)
def test_a_calculator_gives_the_known_figure_with_its_article(client: Client, question: str) -> None:
    response = client.get(f"{CALCULATOR}/{question}")
    assert response.status_code == 200
    assert ANSWERS[question] in _answer(response)
    assert law().digest in _answer(response)


@pytest.mark.parametrize("question", REFUSED)
def test_what_cannot_be_answered_names_its_field_and_gives_no_number(client: Client, question: str) -> None:
    response = client.get(f"{CALCULATOR}/{question}")
    markup = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{REFUSED[question]}"' in markup and f'id="id_{REFUSED[question]}"' in markup
    assert "answer-title" not in markup and not re.search(r"Rp[1-9]", words(response))


def test_a_deadline_and_a_term_say_how_they_were_counted(client: Client) -> None:
    said = words(client.get(f"{CALCULATOR}/deadline/?kind=jkm&complete_on=2026-03-16"))
    assert "Dibayar paling lambat 26 Maret 2026 3 hari kerja setelah 16 Maret 2026, 5 hari libur dilewati" in said
    said = words(client.get(f"{CALCULATOR}/term/?from=2025-11&months=2&payer=apbd-kab&sector=other&income=1000000"))
    assert "November 2025 - Desember 2025 Rp10.000.000 Rp10.000.000 (di bawah 3 bulan kepesertaan)" in said


def test_a_range_of_rupiah_is_written_with_its_points(client: Client) -> None:
    said = words(client.get(f"{CALCULATOR}/price/?payer=self&sector=other&month=2025-11&income=sejuta"))
    assert 'Penghasilan sebulan (rupiah): "sejuta" tidak dapat dipakai. Yang boleh: 0 - 1.000.000.000.000.' in said


def test_a_refusal_says_the_label_and_the_range(client: Client) -> None:
    said = words(client.get(f"{CALCULATOR}/term/?from=2025-11&months=0&payer=self&sector=other&income=1000000"))
    assert 'Berapa bulan: "0" tidak dapat dipakai. Yang boleh: 1 - 120.' in said


def test_a_form_stands_empty_of_answers_before_it_is_asked(client: Client) -> None:
    for question in ("price", "death", "accident", "scholarship", "heirs", "deadline", "term"):
        response = client.get(f"{CALCULATOR}/{question}/")
        assert response.status_code == 200 and b"answer-title" not in response.content


def test_an_answer_on_unverified_values_links_to_each_of_them(client: Client) -> None:
    response = client.get(f"{CALCULATOR}/death/?on=2025-12-10&cause=natural&months_paid=3&base=1000000")
    assert "Belum terverifikasi:" in words(response)
    assert "/law/death/#death-waiting_reading" in links(response)


def test_both_readings_of_the_waiting_months_stand_beside_each_other(client: Client) -> None:
    asked = "on=2025-12-10&cause=natural&months_paid=3&consecutive=1&base=1000000"
    said = words(client.get(f"{CALCULATOR}/death/?{asked}"))
    assert "dihitung: Rp42.000.000. Bila hanya yang berturut-turut: Rp10.000.000." in said


def test_the_index_shows_every_concept(client: Client) -> None:
    markup = client.get("/law/").content.decode()
    assert all(f'id="{concept.replace("/", "-")}"' in markup for concept in law().values)
    assert law().digest in markup


def test_a_folder_shows_every_value_with_its_source(client: Client) -> None:
    for group in {concept.split("/")[0] for concept in law().values}:
        response = client.get(f"/law/{group}/")
        said = words(response)
        values = [v for c, history in law().values.items() if c.split("/")[0] == group for v in history]
        assert all(" ".join(value.source.split()) in said for value in values)
        assert len(response.content) < 70_000


def test_only_the_unverified_are_shown_when_asked_for(client: Client) -> None:
    markup = client.get("/law/?evidence=unverified").content.decode()
    shown = set(re.findall(r'<tr id="([^"]+)"', markup))
    assert shown == {value.concept.replace("/", "-") for value in law().unverified()}


def test_values_are_said_in_words(client: Client) -> None:
    said = words(client.get("/law/"))
    assert "Rp20.000.000" in said and "50 %" in said and "3 hari kerja" in said


@pytest.mark.parametrize("address", ["/law/tax/", "/law/calculator/tax/"])
def test_what_the_law_does_not_hold_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_sign_in_page_leads_to_the_rules(client: Client) -> None:
    assert "/law/" in links(client.get("/law/calculator/price/"))


def test_the_rules_are_read_in_english_too(client: Client) -> None:
    client.cookies["django_language"] = "en"
    said = words(client.get(f"{CALCULATOR}/price/?payer=self&sector=other&month=2025-11&income=1000000"))
    assert "Contribution for death (JKM)" in said and "from the press" in said


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_rule_is_called_and_counted_in_the_language_of_the_page(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    index = words(client.get("/law/"))
    groups = {group: words(client.get(f"/law/{group}/")) for group in {each.split("/")[0] for each in law().values}}
    for concept, title in law().titles.items():
        assert title.title[language] in index
        assert f"{concept} · {title.counted_in(language)}" in groups[concept.split("/")[0]]


def _names(concept: str) -> list[dict[str, str]]:
    return [row["name"] for row in law().values[concept][-1].value]


@pytest.mark.parametrize(("language", "other"), [("id", "en"), ("en", "id")])
def test_names_in_tables_are_in_the_language_of_the_page(client: Client, language: str, other: str) -> None:
    client.cookies["django_language"] = language
    for concept in ("accident/loss_table", "accident/loss_ranges", "scholarship/levels", "occupation/informal"):
        group = concept.split("/")[0]
        cells = re.findall(r"<td[^>]*><span>([^<]*)</span></td>", client.get(f"/law/{group}/").content.decode())
        shown = {cell.replace("&#x27;", "'") for cell in cells}
        assert {name[language] for name in _names(concept)} <= shown
        assert {name[other] for name in _names(concept)} & shown == set()


def test_a_value_is_formatted_by_its_unit_in_english_too(client: Client) -> None:
    client.cookies["django_language"] = "en"
    said = words(client.get("/law/"))
    assert "Rp20.000.000" in said and "50 %" in said and "3 working days" in said and "10 per mille" in said
    assert "without time limit" in said and "16 digits" in said


def test_what_a_line_is_about_is_said_in_the_language_of_the_page(client: Client) -> None:
    asked = {f"scholarship/?on=2025-12-10&children={KIDS}": ("anak 2", "child 2"),
             "accident/?on=2025-12-10&base=1000000&loss=thumb:right": ("Ibu jari tangan (kanan)", "Thumb (right)")}  # fmt: skip
    for question, (indonesian, english) in asked.items():
        client.cookies["django_language"] = "id"
        assert indonesian in words(client.get(f"{CALCULATOR}/{question}"))
        client.cookies["django_language"] = "en"
        said = words(client.get(f"{CALCULATOR}/{question}"))
        assert english in said and indonesian not in said
