"""Thousands of requests that nobody would type: no answer is a bug, none is late, and none tells of another place.

The short run belongs to the suite. The long one, at least 5,000 requests beside those of the API's description:

    .venv/bin/python -m pytest tests/attacks/test_odd_requests.py -m slow -s
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from urllib.parse import unquote

import psycopg
import pytest
import schemathesis
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from payung.access.actions.issue_token import issue_token
from payung.access.queries import holds, seeing
from payung.units.region import Area
from payung.web.access.permission import OWN, PUBLIC
from tests.attacks import guesses
from tests.attacks.addresses import walk
from tests.attacks.answers import said_by
from tests.attacks.conftest import World
from tests.attacks.oddities import Request, one_by_one, requests
from tests.attacks.places import OURS
from tests.attacks.walking import AREAS, client_of, foreign, hidden_from, state_of

ROLES = ("nobody", "village-clerk", "regency-officer", "auditor", "administrator", "sponsor", "health-staff")
SLOWEST_SECONDS = 10.0
_OURS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def as_many(examples: int) -> settings:
    """So many cases, by a seed the same at every run; what fails is shown as it was found."""
    quiet = [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.large_base_example,
    ]
    return settings(max_examples=examples, deadline=None, derandomize=False, database=None, suppress_health_check=quiet,
                    phases=[Phase.generate])  # fmt: skip


def _wrong(request: Request, client: Client, hidden: set[str]) -> tuple[int, str]:
    begun = perf_counter()
    answer = request.send(client)
    took = perf_counter() - begun
    text = said_by(answer)
    question = (request.path + request.query + request.body.decode("utf-8", "replace")).lower()
    told = [
        word for word in hidden if word in text and word.replace(" ", "%20") not in question and word not in question
    ]
    if answer.status_code >= 500 or told or took > SLOWEST_SECONDS:
        return answer.status_code, f"{answer.status_code} after {took:.1f} s, told {told}: {request}"
    return answer.status_code, ""


def try_oddly(world: World, role: str, examples: int) -> Counter[int]:
    """How often each status was the answer to so many odd requests of one role. Fails at the end with all that was wrong."""
    name = "" if role == "nobody" else role
    client, statuses, wrong = (
        client_of(name) if name else Client(raise_request_exception=False),
        Counter[int](),
        list[str](),
    )
    before = state_of(world, foreign(name))
    with psycopg.connect(world.owner_url) as db:
        hidden, usual, known = hidden_from(db, name), guesses.typed(db, OURS)[1], guesses.by_name(db)

    @seed(sorted(AREAS).index(name))
    @as_many(examples)
    @given(request=requests(usual, known))
    def run(request: Request) -> None:
        status, problem = _wrong(request, client, hidden)
        statuses[status] += 1
        wrong.extend([problem] if problem else [])

    run()
    assert wrong == [], f"{len(wrong)} of {examples}"
    assert state_of(world, foreign(name)) == before, "something was changed in a place of others"
    return statuses


def each_field(world: World, role: str, part: slice) -> list[str]:
    """What goes wrong when each field of each page that the role may see is filled with what breaks programs."""
    client = client_of(role)
    with psycopg.connect(world.owner_url) as db:
        hidden, usual = hidden_from(db, role), guesses.typed(db, OURS)[1]
        pages = [(each, filling) for each in walk() if each.permission in (OWN, PUBLIC) or holds(role, each.permission or "")
                 for filling in (guesses.of(db, each, OURS)[:1] if each.arguments else [{}])]  # fmt: skip
    wrong, statuses = [], Counter[int]()
    for address, filling in pages:
        for request in one_by_one(address, address.path(filling), usual)[part]:
            status, problem = _wrong(request, client, hidden)
            statuses[status] += 1
            wrong.append(problem)
    assert statuses[200] > 100, "nobody was signed in"
    return [each for each in wrong if each]


def described() -> Any:
    from payung.config.wsgi import application

    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def operations(schema: Any) -> Iterator[Any]:
    return (result.ok() for result in schema.get_all_operations())


@dataclass(frozen=True)
class Asker:
    """A program at the API: what it shows, the words it must never be told, what there is anywhere, and what of it is its own."""

    shows: dict[str, str]
    hidden: set[str]
    known: dict[str, list[str]]
    own: set[str]

    def may_know(self, case: Any) -> bool:
        """Whether all that the address of a case names lies in the program's own place."""
        return all(str(value) in self.own for value in (case.path_parameters or {}).values())

    def cases(self, operation: Any) -> st.SearchStrategy[Any]:
        """Fit and unfit ones; whoever shows a token names as often as not what there is, in its own place or another."""
        fit, unfit = (operation.as_strategy(generation_mode=mode) for mode in GenerationMode)
        named = [each.name for each in operation.path_parameters]
        if not (self.shows and named):
            return st.one_of(fit, unfit)
        values = st.fixed_dictionaries({name: st.sampled_from(self.known[name]) for name in named})
        asked = st.one_of(fit, unfit)
        return st.one_of(
            asked, st.builds(_naming, asked, values), st.builds(_naming, asked, values, plain=st.just(True))
        )


def _naming(case: Any, values: dict[str, str], *, plain: bool = False) -> Any:
    """The case with these values in its address; a plain one asks nothing that would be refused before it is looked for."""
    case.path_parameters = dict(values)
    if plain:
        case.query, case.headers = {}, {}
    return case


def nobody() -> Asker:
    return Asker({}, set(), {}, set())


def our_program(world: World, name: str) -> Asker:
    """A program with all that a token may hold, in our village alone."""
    at = timezone.now()
    with seeing(Area(OURS.regency), by="pengelola-anggrek", role="administrator"):
        token = issue_token(name=name, permissions=["see", "see-numbers"], area=OURS.village, days=1,
                            by="pengelola-anggrek", at=at)  # fmt: skip
    with psycopg.connect(world.owner_url) as db:
        people = db.execute("SELECT id::text FROM person WHERE village = %s", [OURS.village]).fetchall()
        known = guesses.by_name(db)
        own = {OURS.village, *(number for (number,) in people)}
        return Asker(
            {"Authorization": f"Bearer {token}"},
            hidden_from(db, "village-clerk"),
            known | {"code": known["village"]},
            own,
        )


def _wrong_of(answer: Any, case: Any, asker: Asker) -> list[str]:
    """What an answer tells of another place that was not in the question; and whether the token was sent and did not open."""
    question = unquote(f"{answer.request.url} {answer.request.body!r}").lower()
    text = f"{answer.text} {answer.headers}".lower()
    wrong = sorted(word for word in asker.hidden if word in text and word not in question)
    if asker.shows and not asker.may_know(case) and (answer.status_code == 200 or "workforce_unknown" in answer.text):
        wrong.append("it answers for another place, or says that there is one")
    if asker.shows.items() & answer.request.headers.items() and answer.status_code == 401:
        wrong.append("a good token opens nothing")
    return wrong


def try_api(asker: Asker, examples: int) -> dict[str, Counter[int]]:
    """How often each status was the answer, by path; each answer as the description says, and none tells of another place."""
    counted: dict[str, Counter[int]] = {}
    for operation in operations(described()):
        statuses = counted.setdefault(operation.path, Counter())
        # Where there is something to find behind the token, few cases would not find it.
        _try_operation(operation, asker, examples * (6 if asker.shows and operation.path_parameters else 1), statuses)
    return counted


def _try_operation(operation: Any, asker: Asker, examples: int, statuses: Counter[int]) -> None:
    @seed(examples)
    @as_many(examples)
    @given(case=asker.cases(operation))
    def run(case: Any) -> None:
        answer = case.call(headers={"Host": "localhost", **asker.shows})
        statuses[answer.status_code] += 1
        assert answer.elapsed < SLOWEST_SECONDS
        case.validate_response(answer, checks=_OURS)
        assert _wrong_of(answer, case, asker) == []

    run()


@pytest.mark.parametrize("role", ROLES)
def test_odd_requests_are_answered_and_tell_nothing(role: str, world: World) -> None:
    assert sum(try_oddly(world, role, 60).values()) >= 60


def test_the_api_answers_as_its_description_says(world: World) -> None:
    asked = try_api(nobody(), 6)
    assert set(sum(asked.values(), Counter())) - {401, 403} >= {200, 422}
    assert all(set(asked[path]) <= {401, 404} for path in asked if "{" in path), "told without a token"


def test_a_program_with_a_token_is_told_of_its_own_place_alone(world: World) -> None:
    asked = try_api(our_program(world, "odd"), 6)
    behind = {path: statuses for path, statuses in asked.items() if "{" in path}
    # The money of a regency's line is not that of one village in it.
    above = behind.pop("/api/v1/funding/lines/{code}/balance")
    assert 404 in above and 200 not in above
    assert len(behind) == 2 and all({200, 404} <= set(statuses) for statuses in behind.values()), behind


@pytest.mark.parametrize("role", ["village-clerk", "administrator"])
def test_no_field_of_any_page_breaks_by_what_is_in_it(role: str, world: World) -> None:
    assert each_field(world, role, slice(None, None, 29)) == []


@pytest.mark.parametrize("address", [
    "/people/?q=a%00bc", "/regions/32.14.16.2005/?q=a%00bc", "/regions/32.14.16.2005/?state=waiting&q=a%00bc", "/?%00=1",
    "/access/sign-in/?next=%00", "/people/%00/",
])  # fmt: skip
def test_a_nul_is_refused_wherever_it_stands(address: str, world: World) -> None:
    assert client_of("regency-officer").get(address).status_code in (400, 404)


def test_a_nul_in_a_form_is_refused(world: World) -> None:
    officer = client_of("regency-officer")
    assert officer.post("/access/roles/ask/", {"username": "a\x00", "role": "auditor"}).status_code == 400
    assert officer.post("/access/sign-in/", {"username": "a\x00", "password": "x"}).status_code == 400
    typed = officer.post(
        "/access/roles/ask/", "username=a%00&role=auditor", content_type="application/x-www-form-urlencoded"
    )
    assert typed.status_code == 400


@pytest.mark.parametrize("key", ["9" * 19, "9" * 400, "9" * 5_000, "²", "-1", "1.5"])
def test_a_list_goes_on_from_no_number_that_no_table_holds(key: str, world: World) -> None:
    officer = client_of("regency-officer")
    ((batch,),) = world.ask("SELECT min(id) FROM batch WHERE area = %s", OURS.village)
    for address in (f"/intake/{batch}/?after={key}", f"/intake/?before={key}", f"/people/?q=ANGGREK&after={key}",
                    f"/regions/{OURS.village}/?after={key}"):  # fmt: skip
        assert officer.get(address).status_code == 200, address
    assert officer.get(f"/membership/enrol/?batch={key}").status_code == 404


def test_a_line_that_no_line_is_called_is_refused_in_words(world: World) -> None:
    wish = {"username": "operator-anggrek", "role": "sponsor", "area": OURS.regency, "line": "x" * 3_000, "why": "x"}
    assert client_of("administrator").post("/access/roles/ask/", wish).status_code == 422


@pytest.mark.slow
@pytest.mark.parametrize("role", ["village-clerk", "regency-officer", "auditor", "administrator", "sponsor"])
def test_no_field_of_any_page_breaks_by_anything_in_it(role: str, world: World) -> None:
    assert each_field(world, role, slice(None)) == []


@pytest.mark.slow
def test_thousands_of_odd_requests_are_answered_and_tell_nothing(world: World) -> None:
    counted = {role: try_oddly(world, role, 700) for role in ROLES}
    counted["api"] = sum(try_api(nobody(), 150).values(), Counter())
    counted["api, token"] = sum(try_api(our_program(world, "long"), 150).values(), Counter())
    for role, statuses in counted.items():
        print(f"{role:<16} {sum(statuses.values()):>6} {dict(sorted(statuses.items()))}")
    assert sum(sum(statuses.values()) for statuses in counted.values()) >= 5_000
