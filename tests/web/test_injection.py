"""Every field, filter, sort, page and part of an address against the classic attempts to break out of a statement."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from payung.access.queries import seeing
from payung.membership.models import Enrolment
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import TANJUNGSARI
from tests.web.pages import names

pytestmark = pytest.mark.django_db
CORPUS = [
    line
    for line in (Path(__file__).parents[1] / "cases" / "sql_injection.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
VILLAGE = f"/regions/{TANJUNGSARI}/"
# Address and key; what an innocent text in its place gives, the attempts must give too.
KEYS = {
    "/people/": ("q", "after", "on"),
    VILLAGE: ("q", "state", "after", "on"),
    f"{VILLAGE}?state=waiting": ("q", "after"),
    "/regions/32.14.16/": ("q", "sort", "on"),
    f"{VILLAGE}export/": ("on",),
    "/intake/": ("before",),
    "/membership/release/": ("line",),
    "/membership/enrol/": ("line", "batch"),
    "/intake/upload/": ("line", "village"),
    "/access/roles/": ("q", "after"),
    "/funding/lines/kab-2025/": ("month", "after"),
}
FORMS = [
    ("/access/sign-in/", {"username": "x", "password": "y", "next": "/"}),
    ("/access/role/", {"held": "x"}),
    ("/language/", {"language": "x", "next": "/law/"}),
    ("/membership/release/", {"line": "x"}),
    ("/membership/enrol/", {
        "line": "kab-2025", "judged_on": "2025-11-21", "nik": "x", "name": "x", "birth_on": "x", "sex": "x",
        "village": "x", "occupation": "x", "phone": "x", "mother_name": "x", "income": "x",
    }),
]  # fmt: skip
PATHS = ["/regions/{}/", "/regions/{}/export/", "/law/{}/", "/law/calculator/{}/", "/funding/lines/{}/",
         "/cards/{}/32.14.16.2005/", "/cards/kab-2025/{}/", "/people/{}/", "/intake/{}/", "/cards/person/{}/"]  # fmt: skip
_MOST_SECONDS = 10


def ask(client: Client, method: str, address: str, facts: dict[str, str]) -> Any:
    """The answer, which must come at once, be no fault, and show nobody of another village."""
    start = time.monotonic()
    response = getattr(client, method)(address, facts)
    assert time.monotonic() - start < _MOST_SECONDS, (address, facts)
    assert response.status_code < 500, (address, facts)
    shown = b"".join(response.streaming_content) if response.streaming else response.content
    assert b"PEKERJA" not in shown, (address, facts)
    assert b"psycopg" not in shown and b"SELECT current_setting" not in shown
    return response


def outcome(response: Any) -> tuple[int, list[str]]:
    if not response.headers["Content-Type"].startswith("text/html"):
        return response.status_code, []
    return response.status_code, names(response)


def everything() -> tuple[int, int, set[str]]:
    """How many workers and enrolments there are, and in which villages, whoever looked last."""
    with seeing(Area(""), by="test"):
        villages = set(Person.objects.values_list("village", flat=True))
        return Person.objects.count(), Enrolment.objects.count(), villages


@pytest.fixture
def untouched(clerk: Client) -> Any:
    """What the attempts would like to change stands as before when they are over."""
    before = everything()
    yield
    assert everything() == before


@pytest.mark.parametrize("address", KEYS)
def test_a_key_with_an_attempt_gives_what_an_innocent_text_gives(clerk: Client, untouched: None, address: str) -> None:
    own = set(outcome(clerk.get(address))[1])
    for key in KEYS[address]:
        innocent = outcome(ask(clerk, "get", address, {key: "zzyzx zzyzx"}))
        for attempt in CORPUS:
            found = outcome(ask(clerk, "get", address, {key: attempt}))
            if key == "q" and address == "/people/" and attempt.strip(" .-").isdigit():
                assert found[0] == 302, "a number never stays in an address"
                continue
            # A single sign may be part of an own worker's name, but is never a stranger's.
            if len(attempt) > 2:
                assert found[0] == innocent[0] and set(found[1]) <= own | set(innocent[1]), (key, attempt)
            if len(attempt) > 2 and key == "q":
                assert found == innocent, attempt


@pytest.mark.parametrize(("address", "form"), FORMS, ids=lambda part: part if isinstance(part, str) else "")
def test_a_form_with_an_attempt_in_any_field_changes_nothing(
    clerk: Client, untouched: None, address: str, form: dict[str, str]
) -> None:
    for at, field in enumerate(form):
        for attempt in CORPUS[at % 7 :: 7]:
            answered = ask(clerk, "post", address, {**form, field: attempt})
            assert "/jahat" not in answered.headers.get("Location", "")


@pytest.mark.parametrize("path", PATHS)
def test_a_part_of_an_address_with_an_attempt_is_not_found(clerk: Client, untouched: None, path: str) -> None:
    from urllib.parse import quote

    for attempt in CORPUS:
        if attempt not in ("1", "-", "--", "_"):
            response = ask(clerk, "get", path.format(quote(attempt, safe="")), {})
            assert response.status_code in (301, 400, 403, 404), attempt


def api_keys() -> list[tuple[str, str]]:
    """Every key of every address of the API's own document."""
    from payung.api.address import api

    document = api.get_openapi_schema()
    return [
        (address, one["name"])
        for address, verbs in document["paths"].items()
        for verb in verbs.values()
        for one in verb.get("parameters", ())
    ]


@pytest.mark.parametrize(("address", "key"), api_keys())
def test_a_key_of_the_api_with_an_attempt_is_refused(client: Client, address: str, key: str) -> None:
    # What is not public asks for a token before it looks at anything else.
    expected = (200, 422) if address.startswith("/api/v1/law/") else (401, 404)
    for attempt in CORPUS[::4]:
        assert ask(client, "get", address, {key: attempt}).status_code in expected


def test_the_corpus_is_there() -> None:
    assert len(CORPUS) > 60 and any("pg_sleep" in attempt for attempt in CORPUS)
