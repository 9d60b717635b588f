"""What a line holds, told to a program: integers of rupiah, and whether anybody has said the promise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from payung.funding.actions.pledge import pledge_up_to
from payung.funding.queries import line

pytestmark = pytest.mark.django_db
Program = Callable[..., Client]
ADDRESS = "/api/v1/funding/lines/kab-2025/balance"


def test_a_derived_promise_is_told_as_unverified(purwakarta: object, program: Program) -> None:
    told = program("32.14", "see-numbers").get(f"{ADDRESS}?on=2025-11-21").json()
    assert (told["unverified"], told["promised_idr"], told["left_idr"]) == (True, 665_280_000, 665_280_000)
    assert {name: told[name] for name in told if name.endswith("_idr") and told[name] == 0}.keys() == {
        "committed_idr", "invoiced_idr", "paid_idr", "owed_idr", "received_idr", "bank_idr", "bpjs_idr",
    }  # fmt: skip


def test_a_promise_of_the_programme_file_is_verified(purwakarta: object, program: Program) -> None:
    pledge_up_to(line=line("kab-2025"), total_idr=700_000_000, reason="pledge", source="programme-file")
    assert program("32.14", "see-numbers").get(ADDRESS).json()["unverified"] is False


def test_before_its_first_day_a_line_held_nothing(purwakarta: object, program: Program) -> None:
    assert program("32.14", "see-numbers").get(f"{ADDRESS}?on=2020-01-01").json()["promised_idr"] == 0


@pytest.mark.parametrize("area", ["32.15", "33", "32.14.16.2005"])
def test_a_line_outside_the_area_is_as_unknown_as_one_that_is_not(
    purwakarta: object, program: Program, area: str
) -> None:
    asked = program(area, "see-numbers")
    seen, nobody = asked.get(ADDRESS), asked.get(ADDRESS.replace("kab-2025", "tidak-ada"))
    assert (
        seen.status_code == nobody.status_code == 404
        and seen.json()["code"] == nobody.json()["code"] == "money_unknown"
    )


def test_a_token_of_people_alone_sees_no_money(purwakarta: object, program: Program) -> None:
    assert program("32.14", "see").get(ADDRESS).status_code == 403
    assert Client().get(ADDRESS).status_code == 401
