"""The law over HTTP: the figures that everybody knows, and refusals that name the field. No database is touched."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

LAW = "/api/v1/law"
TWO = [{"birth_on": "2020-06-01", "level": "tk", "year": 1}, {"birth_on": "2020-06-01", "level": "tk", "year": 1}]
PRICE = {"payer": "self", "sector": "other", "month": "2026-05", "income": "1000000"}
DEATH = {"cause": "natural", "months_paid": "3", "on": "2026-05-10"}


def ask(path: str, status: int = 200, **headers: str) -> dict[str, Any]:
    """What the address answers; the status must be as said."""
    return asked(path, {}, status, **headers)


def asked(path: str, keys: dict[str, Any], status: int = 200, **headers: str) -> dict[str, Any]:
    """What the address answers to these keys; the status must be as said."""
    answer = Client().get(f"{LAW}/{path}" if path[:1] != "/" else path, keys, headers=headers)
    assert answer.status_code == status, answer.content[:300]
    return json.loads(answer.content)


@pytest.mark.parametrize(("payer", "total_idr"), [("apbd-prov", 16_800), ("self", 8_400)])
def test_the_price_of_may_2026_depends_on_the_payer(payer: str, total_idr: int) -> None:
    told = asked("prices", PRICE | {"payer": payer})
    assert told["total_idr"] == total_idr == sum(item["amount_idr"] for item in told["items"])
    assert all(item["article"] and item["formula"] and item["words"] for item in told["items"])
    assert told["law_digest"] and told["sources"]


@pytest.mark.parametrize(("months", "total_idr"), [("3", 42_000_000), ("2", 10_000_000)])
def test_a_natural_death_pays_in_full_from_the_third_month(months: str, total_idr: int) -> None:
    assert asked("entitlements/death", DEATH | {"months_paid": months})["total_idr"] == total_idr


def test_a_death_at_work_pays_70_million_in_the_first_month() -> None:
    assert asked("entitlements/death", DEATH | {"cause": "work", "months_paid": "1"})["total_idr"] == 70_000_000


def test_both_readings_of_three_months_are_told() -> None:
    told = asked("entitlements/death", DEATH | {"months_paid": "5", "consecutive": "1"})
    assert told["by_reading_idr"] == {"paid": 42_000_000, "consecutive": 10_000_000}


def test_a_total_loss_pays_68_million() -> None:
    assert asked("entitlements/accident", {"total": "true", "on": "2026-05-10"})["total_idr"] == 68_000_000


def test_two_children_receive_174_million_from_the_address_and_from_the_body() -> None:
    told = asked("scholarships", {"on": "2024-07-01", "children": json.dumps(TWO)})
    body = {"on": "2024-07-01", "children": TWO}
    posted = Client().post(f"{LAW}/scholarships", body, content_type="application/json").json()
    assert told["total_idr"] == posted["total_idr"] == sum(year["amount_idr"] for year in told["schedule"])
    assert told["total_idr"] == 174_000_000


@pytest.mark.parametrize(("lang", "side"), [("id", "Ibu jari tangan (kiri)"), ("en", "Thumb (left)")])
def test_what_a_line_is_about_is_a_code_and_its_words_are_in_the_language_asked_for(lang: str, side: str) -> None:
    told = asked("entitlements/accident", {"loss": "thumb:left", "on": "2026-05-10", "lang": lang})
    item = next(item for item in told["items"] if item["code"] == "loss")
    assert item["about"] == "thumb:left" and item["words"].endswith(f": {side}")


def test_the_shares_of_the_heirs_add_up() -> None:
    told = asked("heirs", {"amount": "42000001", "family": "istri,anak,anak", "on": "2026-05-10"})
    assert told["total_idr"] == 42_000_001
    assert len(told["items"]) == 3


def test_a_claim_for_a_death_is_paid_in_three_working_days() -> None:
    told = asked("deadlines", {"kind": "jkm", "complete_on": "2026-11-02", "lang": "en"})
    assert told["due_on"] == told["items"][0]["until"] == "2026-11-05"
    assert told["formula"].startswith("3 working days after 2 November 2026, 0 days off passed over")


def test_a_term_of_two_months_is_warned_of() -> None:
    told = asked("terms", {"from": "2025-11", "months": "2", "payer": "apbd-prov"})
    assert told["cheapest_sufficient_months"] == 3
    assert [month["death_natural_idr"] for month in told["months"]] == [10_000_000, 10_000_000]
    assert [item["formula"] for item in told["months"][1]["items"]] == [
        "Rp1.000.000 x 10 per mil + Rp6.800", "Rp10.000.000 (di bawah 3 bulan kepesertaan)",
        "60 % x 80 x Rp1.000.000 + Rp12.000.000 + Rp10.000.000",
    ]  # fmt: skip
    assert told["warnings"][0]["code"] == "term_never_pays_in_full"


BAD = [
    ("prices", PRICE | {"income": "-1"}, "income_negative", "income"),
    ("prices", PRICE | {"income": "sejuta"}, "field_invalid", "income"),
    ("prices", PRICE | {"income": "1.000.000"}, "field_invalid", "income"),
    ("prices", PRICE | {"income": "1.000"}, "field_invalid", "income"),
    ("prices", PRICE | {"income": "9" * 5000}, "field_invalid", "income"),
    ("prices", PRICE | {"month": "2020-01"}, "law_unknown", "month"),
    ("prices", PRICE | {"month": "Mei"}, "field_invalid", "month"),
    ("prices", PRICE | {"payer": "raja"}, "payer_kind_unknown", "payer"),
    ("prices", PRICE | {"incom": "5"}, "field_unknown", "incom"),
    ("prices", {"payer": "self"}, "field_invalid", "month"),
    ("prices", PRICE | {"jht": "mungkin"}, "field_invalid", "jht"),
    ("entitlements/death", DEATH | {"on": "1990-01-01"}, "law_unknown", "on"),
    ("entitlements/death", DEATH | {"on": "2101-01-01"}, "field_invalid", "on"),
    ("entitlements/death", DEATH | {"on": ""}, "field_invalid", "on"),
    ("entitlements/death", DEATH | {"months_paid": "0"}, "field_invalid", "months_paid"),
    ("entitlements/death", DEATH | {"base": "0"}, "field_invalid", "base"),
    ("entitlements/death", DEATH | {"cause": "work", "reading": "x"}, "reading_unknown", "reading"),
    ("entitlements/death", DEATH | {"months_paid": ["3", "5"]}, "field_repeated", "months_paid"),
    ("entitlements/accident", {"loss": "smell@" + "9" * 5_000}, "field_invalid", "loss.smell"),
    ("entitlements/accident", {"homecare_months": "13"}, "field_invalid", "homecare_months"),
    ("prices", PRICE | {"month": "2150-01"}, "field_invalid", "month"),
    ("prices", PRICE | {"income": "9" * 15}, "field_invalid", "income"),
    ("deadlines", {"kind": "jkm", "complete_on": ""}, "field_invalid", "complete_on"),
    ("deadlines", {"kind": "jkm", "last_paid": "2025-12", "paid_on": "2025-12-01"}, "field_invalid", "complete_on"),
    ("terms", {"from": "2095-01", "months": "2", "payer": "self"}, "field_invalid", "from"),
    ("terms", {"from": "2025-11", "months": "2", "payer": "self", "covered_before": "1200"}, "field_invalid", "covered_before"),
    ("entitlements/death", DEATH | {"months_paid": "-3"}, "field_invalid", "months_paid"),
    ("entitlements/death", DEATH | {"consecutive": "4"}, "field_invalid", "consecutive"),
    ("entitlements/death", DEATH | {"cause": "sihir"}, "cause_unknown", "cause"),
    ("entitlements/death", DEATH | {"children": '[{"birth_on": "2026-05-11"}]'}, "birth_after_the_day", "children.birth_on"),
    ("entitlements/death", DEATH | {"children": "[" * 100_000}, "field_invalid", "children"),
    ("entitlements/death", DEATH | {"children": "[3]"}, "field_invalid", "children[1]"),
    ("entitlements/accident", {"loss": "ekor"}, "loss_unknown", "loss"),
    ("entitlements/accident", {"transport": "land=-1"}, "field_invalid", "transport.land"),
    ("entitlements/accident", {"transport": "roket=1"}, "mode_unknown", "transport"),
    ("entitlements/accident", {"base": "0"}, "field_invalid", "base"),
    ("heirs", {"amount": "1", "family": "tetangga"}, "relation_unknown", "family"),
    ("deadlines", {"kind": "jht", "complete_on": "2026-11-02"}, "kind_unknown", "kind"),
    ("deadlines", {"kind": "jkk"}, "deadline_nothing_asked", "complete_on"),
    ("deadlines", {"kind": "jkk", "happened_on": "2010-01-01"}, "law_unknown", "happened_on"),
    ("deadlines", {"kind": "jkk", "last_paid": "2010-01"}, "law_unknown", "last_paid"),
    ("terms", {"from": "2025-11", "months": "0", "payer": "self"}, "field_invalid", "months"),
    ("terms", {"from": "2010-11", "months": "2", "payer": "self"}, "law_unknown", "from"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "keys", "code", "field"), BAD, ids=[f"{p}-{c}-{f}" for p, _, c, f in BAD])
def test_what_cannot_be_asked_is_refused_by_field_without_a_number(
    path: str, keys: dict[str, Any], code: str, field: str
) -> None:
    told = asked(path, keys, 422)
    assert (told["code"], told["field"]) == (code, field)
    assert told["allowed"] and told["message"] and set(told) == {"code", "message", "field", "allowed"}


def test_a_range_is_told_in_bare_digits_to_programs_and_in_figures_to_people() -> None:
    told = asked("prices", PRICE | {"income": "sejuta"}, 422)
    assert told["allowed"] == "0 - 1000000000000" and "0 - 1.000.000.000.000" in told["message"]
    told = asked("entitlements/death", DEATH | {"months_paid": "0"}, 422)
    assert told["allowed"] == "1 - 1200" and "1 - 1.200" in told["message"]


@pytest.mark.parametrize(
    "body",
    ["{", "[]", '{"children": [], "day": "2026-01-01"}', '{"children": 3}', '{"children": [{"birth_on": 7}]}', ""],
)
def test_a_body_that_cannot_be_read_is_refused(body: str) -> None:
    answer = Client().post(f"{LAW}/scholarships", body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["code"] == "field_invalid"


def test_the_refusal_speaks_indonesian_unless_english_is_asked_for() -> None:
    bad = PRICE | {"income": "-1"}
    assert "negatif" in asked("prices", bad, 422)["message"]
    assert "negative" in asked("prices", bad | {"lang": "en"}, 422)["message"]
    assert "negative" in asked("prices", bad, 422, **{"Accept-Language": "en-GB,en;q=0.8"})["message"]


def test_the_openapi_document_lists_every_route() -> None:
    paths = asked("/api/v1/openapi.json", {})["paths"]
    names = (
        "prices", "eligibility", "entitlements/death", "entitlements/accident", "scholarships", "heirs", "deadlines", "terms",
    )  # fmt: skip
    by_token = {
        "/api/v1/regions/{code}",
        "/api/v1/people/{person_id}/cover",
        "/api/v1/funding/lines/{code}/balance",
    }
    assert set(paths) == {f"{LAW}/{name}" for name in names} | by_token
    posted = [path for path, verbs in paths.items() if "post" in verbs]
    assert posted == [f"{LAW}/eligibility", f"{LAW}/scholarships"] and set(paths[posted[0]]) == {"post"}
