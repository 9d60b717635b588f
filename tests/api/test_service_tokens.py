"""Programs at the API: a token sees exactly its permissions in its area, until its day, and not one row more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from payung.access.actions.issue_token import issue_token, revoke_token
from payung.access.models import ServiceToken
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.roles import ELSEWHERE, NEIGHBOUR, TANJUNGSARI

pytestmark = pytest.mark.django_db
ON = "?on=2025-11-21"
Program = Callable[..., Client]


@pytest.fixture
def siti(purwakarta: object) -> int:
    """A worker of Tanjungsari without cover; afterwards the test's own eyes are closed, as a request finds them."""
    person = Person.objects.create(nik="3214991705800001", name="SITI", birth_on=date(1980, 5, 17), village=TANJUNGSARI)
    _close_eyes()
    return person.pk


def _close_eyes() -> None:
    with connection.cursor() as db:
        for name in ("area_from", "area_until", "numbers_from", "numbers_until", "by"):
            db.execute("SELECT set_config(%s, '', true)", [f"payung.{name}"])


def test_a_region_is_told_with_both_numbers(siti: int, program: Program) -> None:
    told = program("32.14", "see-numbers").get(f"/api/v1/regions/32.14{ON}").json()
    assert (told["covered"], told["eligible"]) == (257_400, 396_000)


def test_a_worker_is_told_as_not_covered_with_the_reason(siti: int, program: Program) -> None:
    told = program("32.14", "see").get(f"/api/v1/people/{siti}/cover{ON}").json()
    assert told["covered"] is False and "belum ada bulan" in told["why"]


@pytest.mark.parametrize("address", ["/api/v1/regions/32.14", "/api/v1/people/1/cover"])
@pytest.mark.parametrize("shown", [None, "Bearer ", "Bearer payung_salah", "Basic cGF5dW5n", "bearer"])
def test_without_a_good_token_nothing_is_told(siti: int, client: Client, address: str, shown: str | None) -> None:
    answer = client.get(address, headers={"Authorization": shown} if shown else {})
    assert answer.status_code == 401 and answer.json()["code"] == "token_missing"


@pytest.mark.parametrize("code", ["32.15", "33", ELSEWHERE, "99.99", "x", "32"])
def test_a_region_outside_the_area_is_as_unknown_as_one_that_is_not(siti: int, program: Program, code: str) -> None:
    answer = program("32.14", "see-numbers").get(f"/api/v1/regions/{code}{ON}")
    assert answer.status_code == 404 and answer.json()["code"] == "region_unknown"


@pytest.mark.parametrize("area", [NEIGHBOUR, "33", ELSEWHERE])
def test_a_worker_of_another_area_is_as_unknown_as_one_who_is_not(siti: int, program: Program, area: str) -> None:
    asked = program(area, "see")
    seen, nobody = asked.get(f"/api/v1/people/{siti}/cover{ON}"), asked.get(f"/api/v1/people/987654321/cover{ON}")
    assert seen.status_code == nobody.status_code == 404
    assert seen.json() == nobody.json()


def test_numbers_alone_show_no_worker_and_no_worker_shows_no_numbers(siti: int, program: Program) -> None:
    numbers, people = program("32.14", "see-numbers"), program("32.14", "see", name="lain")
    assert numbers.get(f"/api/v1/people/{siti}/cover{ON}").status_code == 403
    assert people.get(f"/api/v1/regions/32.14{ON}").status_code == 403


def test_the_database_hides_people_from_a_token_of_numbers_even_if_the_api_forgot_to(
    siti: int, program: Program
) -> None:
    from payung.access.queries import seeing_by_token

    program("32.14", "see-numbers")
    with transaction.atomic(), seeing_by_token(ServiceToken.objects.get(), address="127.0.0.1"):
        assert not Person.objects.exists()


def test_a_revoked_token_opens_nothing(siti: int, program: Program) -> None:
    asked = program("32.14", "see-numbers")
    revoke_token(name="dasbor", at=timezone.now())
    assert asked.get(f"/api/v1/regions/32.14{ON}").status_code == 401


def test_a_token_ends_on_its_day(siti: int, program: Program) -> None:
    asked = program("32.14", "see-numbers")
    late = timezone.now()
    ServiceToken.objects.update(made_at=late - timedelta(days=30), expires_at=late)
    assert asked.get(f"/api/v1/regions/32.14{ON}").status_code == 401


def test_the_token_itself_is_nowhere_and_its_use_is_noted(siti: int, program: Program) -> None:
    asked = program("32.14", "see-numbers")
    asked.get(f"/api/v1/regions/32.14{ON}")
    kept = ServiceToken.objects.get()
    shown = asked.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    assert kept.last_used_at is not None and shown not in str(vars(kept)) and len(kept.token_hash) == 64


@pytest.mark.parametrize("permission", ["propose", "decide-roles", "reveal-nik", "export", "pay", "", "SEE"])
def test_a_program_is_given_nothing_beyond_reading(db: None, permission: str) -> None:
    with pytest.raises(Refused) as refused:
        issue_token(name="x", permissions=["see", permission], area="32", days=1, by="test", at=timezone.now())
    assert refused.value.code == "token_may_not"


@pytest.mark.parametrize("days", [0, -1, 367])
def test_no_token_is_valid_for_longer_than_a_year(db: None, days: int) -> None:
    with pytest.raises(Refused) as refused:
        issue_token(name="x", permissions=["see"], area="32", days=days, by="test", at=timezone.now())
    assert refused.value.code == "token_days_invalid"


def test_the_law_is_told_without_a_token(client: Client) -> None:
    answer = client.get("/api/v1/law/prices?payer=self&month=2025-11&income=1000000")
    assert answer.status_code == 200


def test_whoever_signs_in_as_a_person_is_no_program(siti: int, client: Client) -> None:
    with seeing(Area("32.14"), by="test"):
        from tests.users import a_user

        client.force_login(a_user("orang", "regency-officer", "32.14"))
    assert client.get(f"/api/v1/regions/32.14{ON}").status_code == 401


@pytest.mark.parametrize("person", ["0", "-1", "9223372036854775808", "99999999999999999999999", "1%20OR%201=1", "abc"])
def test_a_made_up_number_is_never_an_error_of_the_server(siti: int, program: Program, person: str) -> None:
    assert program("32.14", "see").get(f"/api/v1/people/{person}/cover{ON}").status_code in (404, 422)


def test_the_log_knows_the_address_of_a_program_behind_a_trusted_proxy(
    siti: int, program: Program, settings: Settings
) -> None:
    client = program("32.14", "see-numbers")
    for proxies, address in ([], "127.0.0.1"), (["127.0.0.1/32"], "203.0.113.9"):
        settings.PROXIES = proxies
        client.get(f"/api/v1/regions/32.14{ON}", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})
        with connection.cursor() as db:
            db.execute("SELECT current_setting('payung.address')")
            assert db.fetchone() == (address,)
