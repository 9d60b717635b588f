"""The calculator of registration: each condition with a word for yes, no and not filled in; a NIK is not asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.web.pages import words

ADDRESS = "/law/calculator/eligibility/"
FIT = {"on": "2025-11-23", "birth_on": "1960-11-24", "works": "yes", "wage_earner": "no", "occupation": "petani"}


def _answer(response: Any) -> str:
    said: str = response.content.decode()
    return said.partition('id="answer-title"')[2].partition("<form")[0]


def test_whoever_meets_all_but_the_nik_is_told_so(client: Client) -> None:
    response = client.get(ADDRESS, FIT | {"decile": "4", "decile_at_most": "4", "occupations": "petani, ojek"})
    assert response.status_code == 200
    said = words(response)
    assert "Memenuhi semua syarat selain NIK" in said and "64 tahun &lt; 65 tahun" in _answer(response)
    assert "hari terakhir dapat didaftarkan: 23 November 2025" in said
    assert _answer(response).count("badge-covered") == 6 and _answer(response).count("badge-refused") == 0
    assert "aturan program sendiri, bukan hukum" in said


def test_what_fails_is_said_in_words_with_its_numbers(client: Client) -> None:
    response = client.get(ADDRESS, FIT | {"on": "2025-11-24", "wage_earner": "yes", "new_term": "2026-01"})
    answer = _answer(response)
    assert "notice-error" in answer and "Tidak memenuhi syarat:" in answer and "65 tahun, harus &lt; 65 tahun" in answer
    assert answer.count('<span class="badge badge-refused">tidak</span>') == 3


def test_what_was_not_filled_in_is_said_so(client: Client) -> None:
    response = client.get(ADDRESS, {"on": "2025-11-23"})
    assert _answer(response).count('<span class="badge badge-waiting">belum diisi</span>') == 5
    assert "Belum pasti" in words(response) and "hari terakhir" not in _answer(response)


def test_a_nik_is_not_asked_for_and_the_page_says_why(client: Client) -> None:
    response = client.get(ADDRESS, FIT)
    assert 'name="nik"' not in response.content.decode()
    assert "NIK tidak ditanyakan di sini" in words(response)


def test_the_limit_without_a_source_is_named(client: Client) -> None:
    assert "/law/eligibility/#eligibility-age_from" in _answer(client.get(ADDRESS, FIT))


REFUSED = {
    "on": "1990-01-01", "birth_on": "2025-11-24", "works": "mungkin", "occupation": "raja", "decile": "11",
    "decile_at_most": "0", "occupations": "raja", "new_term": "2025-11",
}  # fmt: skip


@pytest.mark.parametrize("field", REFUSED)
def test_what_cannot_be_asked_names_its_field_and_gives_no_answer(client: Client, field: str) -> None:
    response = client.get(ADDRESS, FIT | {field: REFUSED[field]})
    markup = response.content.decode()
    assert response.status_code == 422 and "answer-title" not in markup
    assert f'href="#id_{field}"' in markup and f'id="id_{field}"' in markup


def test_the_page_speaks_english_too(client: Client) -> None:
    client.cookies["django_language"] = "en"
    said = words(client.get(ADDRESS, FIT))
    for phrase in ("Eligibility", "Meets every condition but for the NIK", "not filled in", "Farmer", "Wage earner?",
                   "A NIK is not asked for here", "last day to register: 23 November 2025"):  # fmt: skip
        assert phrase in said


def test_the_values_behind_it_stand_in_the_rule_book(client: Client) -> None:
    said = words(client.get("/law/eligibility/"))
    assert "16 angka" in said and "PP 49/2023 Pasal 5 ayat 3" in said
