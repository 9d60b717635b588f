"""Whether one person may register, over HTTP: the NIK in the body, nothing stored, nothing said again."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client

ADDRESS = "/api/v1/law/eligibility"
NIK = "3214992411600001"
PERSON = {
    "on": "2025-11-23", "nik": NIK, "birth_on": "1960-11-24", "works": True, "wage_earner": False,
    "occupation": "petani", "decile": 4,
}  # fmt: skip
PROGRAMME = {"source": "desa100", "decile_at_most": 4, "occupations": ["petani", "ojek"]}


def ask(body: Any, status: int = 200, query: str = "") -> Any:
    """What the address answers to this body; the status must be as said."""
    answer = Client().post(ADDRESS + query, body, content_type="application/json")
    assert answer.status_code == status, answer.content[:300]
    return answer.json()


def test_whoever_meets_every_condition_is_eligible() -> None:
    told = ask(PERSON | {"programme": PROGRAMME})
    assert (told["eligible"], told["missing"], told["last_day_to_register"]) == (True, [], "2025-11-23")
    assert told["total_idr"] == 0 and told["law_digest"] and told["unverified"] == ["eligibility/age_from"]
    assert all(item["holds"] and item["article"] and item["words"] for item in told["items"])
    assert {item["article"] for item in told["items"] if item["evidence"] == "programme"} == {"desa100"}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"on": "2025-11-24"}, "age_over_limit"),
        ({"birth_on": "2010-01-01"}, "age_under_limit"),
        ({"nik": "tiga"}, "nik_format"),
        ({"nik": "3214993104800001"}, "nik_date_impossible"),
        ({"nik": "3214992411600000"}, "nik_serial_zero"),
        ({"decile": 5}, "not_eligible_decile"),
        ({"occupation": "seniman"}, "not_eligible_occupation"),
        ({"new_terms": ["2025-12"]}, "age_over_limit"),
        ({"works": False}, ""),
        ({"wage_earner": True}, ""),
    ],
)
def test_what_fails_is_told_by_the_code_of_a_list(changed: dict[str, Any], problem: str) -> None:
    told = ask(PERSON | {"programme": PROGRAMME} | changed)
    assert told["eligible"] is False
    assert [item["problem"] for item in told["items"] if item["holds"] is False] == [problem]


def test_nothing_told_is_neither_yes_nor_no() -> None:
    told = ask({"on": "2025-11-23"})
    assert told["eligible"] is None and told["missing"] == ["nik", "birth_on", "works", "wage_earner"]


BAD = [
    ({"on": "1990-01-01"}, "law_unknown", "on", ">= 2021-11-23"),
    ({"on": "2101-01-01"}, "field_invalid", "on", "2100-12-31"),
    ({"birth_on": "2025-11-24"}, "birth_after_the_day", "birth_on", "<= 2025-11-23"),
    ({"birth_on": NIK}, "field_invalid", "birth_on", "YYYY-MM-DD"),
    ({"nik": 3214992411600001}, "field_invalid", "nik", ""),
    ({"works": "mungkin"}, "field_invalid", "works", "true, false"),
    ({"occupation": "raja"}, "field_invalid", "occupation", "petani, "),
    ({"decile": 0}, "field_invalid", "decile", "1 - 10"),
    ({"decile": "lima"}, "field_invalid", "decile", "1 - 10"),
    ({"programme": {"decile_at_most": 11}}, "field_invalid", "decile_at_most", "1 - 10"),
    ({"programme": {"occupations": ["raja"]}}, "field_invalid", "occupations", "petani, "),
    ({"programme": {"decile": 4}}, "field_unknown", "programme.decile", "decile_at_most"),
    ({"birth": "1980-05-17"}, "field_unknown", "birth", "birth_on"),
    ({"new_terms": ["2025-11"]}, "field_invalid", "new_term", "2025-12-01"),
    ({"new_terms": ["Januari"]}, "field_invalid", "new_terms", "YYYY-MM"),
]


@pytest.mark.parametrize(("changed", "code", "field", "allowed"), BAD, ids=[f"{f}-{c}" for _, c, f, _ in BAD])
def test_what_cannot_be_asked_is_refused_by_field_and_range(
    changed: dict[str, Any], code: str, field: str, allowed: str
) -> None:
    told = ask(PERSON | changed, 422)
    assert (told["code"], told["field"]) == (code, field)
    assert (
        allowed in told["allowed"]
        and NIK not in told["message"]
        and set(told) == {"code", "message", "field", "allowed"}
    )


@pytest.mark.parametrize("body", ["{", "[]", '""', ""])
def test_a_body_that_cannot_be_read_is_refused(body: str) -> None:
    assert ask(body, 422)["code"] == "field_invalid"


def test_an_address_is_not_asked_with_a_nik_in_it() -> None:
    assert Client().get(ADDRESS, {"nik": NIK}).status_code == 405


def test_no_log_and_no_answer_holds_the_nik(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        told = [ask(PERSON), ask(PERSON | {"nik": NIK + "9"}), ask(PERSON | {"works": "mungkin"}, 422)]
    assert NIK not in caplog.text and NIK not in str(told)


def test_the_answer_speaks_the_language_that_is_asked_for() -> None:
    assert ask(PERSON)["sentence"] == "Memenuhi semua syarat."
    assert ask(PERSON, query="?lang=en")["sentence"] == "Meets every condition."
