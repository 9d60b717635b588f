"""Four eyes under a race: many decide the same change in the same moment, in threads with connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest
from django.db import connection
from django.test import Client

from payung.access.models import User
from tests.attacks.conftest import World
from tests.attacks.places import OURS
from tests.users import a_client, a_user

TOGETHER = 8
ONE, TWO = "serentak-satu", "serentak-dua"


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of the acts gives; all begin in the same moment."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            ready.wait(30)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [each.result() for each in [threads.submit(run, act) for act in acts]]


@pytest.fixture
def wish(world: World, request: pytest.FixtureRequest) -> tuple[str, int]:
    """A user without a role, and the number of the change that administrator ONE has asked for."""
    name = f"diminta-{abs(hash(request.node.name))}"[:40]
    a_user(name)
    for each in (ONE, TWO):
        a_user(each, "administrator", OURS.regency)
    return name, ask(world, name)


def client_of(name: str) -> Client:
    return a_client(name, "administrator", OURS.regency)


def login(name: str) -> Client:
    """A client of a user who holds a role already."""
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def ask(world: World, name: str) -> int:
    given = {"username": name, "role": "auditor", "area": OURS.regency, "why": "x", "verb": "give"}
    client_of(ONE).post("/access/roles/ask/", given)
    ((change,),) = world.ask("SELECT id FROM role_change WHERE username = %s", name)
    return int(change)


def decide(client: Client, change: int, decision: str = "grant") -> Callable[[], object]:
    return lambda: client.post(f"/access/roles/{change}/decide/", {"decision": decision}).status_code


def outcome(world: World, name: str) -> tuple[int, int]:
    """How many roles are held, and how many decisions the history knows of."""
    held = world.ask("SELECT count(*) FROM role_held WHERE username = %s", name)[0][0]
    told = world.ask("""SELECT count(*) FROM history WHERE table_name = 'role_change' AND verb = 'U'
        AND before ->> 'username' = %s""", name)[0][0]  # fmt: skip
    return held, told


def test_eight_grants_in_one_moment_are_one(world: World, wish: tuple[str, int]) -> None:
    name, change = wish
    answers = at_once(*[decide(client_of(TWO), change) for _ in range(TOGETHER)])
    assert set(answers) == {302} and outcome(world, name) == (1, 1)


def test_grants_and_refusals_in_one_moment_end_as_one_of_them(world: World, wish: tuple[str, int]) -> None:
    name, change = wish
    three = [f"serentak-{at}" for at in range(4)]
    acts = [decide(client_of(each), change, word) for each in three for word in ("grant", "refuse")]
    assert set(at_once(*acts)) == {302}
    ((granted, by),) = world.ask("SELECT granted, decided_by FROM role_change WHERE id = %s", change)
    assert outcome(world, name) == (int(granted), 1) and by in three


def test_whoever_asks_and_decides_from_two_sessions_at_once_gets_nothing(world: World, wish: tuple[str, int]) -> None:
    name, change = wish
    acts = [decide(client_of(ONE), change) for _ in range(TOGETHER)]
    at_once(*acts)
    assert outcome(world, name) == (0, 0)


def test_whoever_asks_in_one_session_and_guesses_the_number_in_another_gets_nothing(world: World) -> None:
    name, asking = "diminta-ditebak", client_of(ONE)
    a_user(name)
    following = world.ask("SELECT max(id) FROM role_change")[0][0]
    given = {"username": name, "role": "auditor", "area": OURS.regency, "why": "x", "verb": "give"}
    guesses = [decide(client_of(ONE), following + step) for step in range(1, TOGETHER)]
    at_once(lambda: asking.post("/access/roles/ask/", given).status_code, *guesses)
    assert outcome(world, name) == (0, 0)


def test_the_same_wish_in_eight_sessions_waits_once(world: World) -> None:
    name = "diminta-delapan"
    a_user(name)
    given = {"username": name, "role": "auditor", "area": OURS.regency, "why": "x", "verb": "give"}
    clients = [client_of(ONE) for _ in range(TOGETHER)]
    answers = at_once(*[(lambda c=c: c.post("/access/roles/ask/", given).status_code) for c in clients])  # type: ignore[misc]
    assert sorted(map(str, answers))[:1] == ["302"] and set(answers) <= {302, 422}
    assert world.ask("SELECT count(*) FROM role_change WHERE username = %s", name) == [(1,)]


def test_a_role_taken_while_its_holder_decides_is_decided_before_or_not_at_all(
    world: World, wish: tuple[str, int]
) -> None:
    """The administrator's own role is taken in the moment of the decision: either it came first, or it has no effect."""
    name, change = wish
    a_user("goyah", "administrator", OURS.regency)
    given = {"username": "goyah", "role": "administrator", "area": OURS.regency, "why": "x", "verb": "take"}
    client_of(ONE).post("/access/roles/ask/", given)
    ((taking,),) = world.ask("SELECT id FROM role_change WHERE username = 'goyah' AND decided_by IS NULL")
    at_once(decide(client_of(TWO), taking), decide(client_of("goyah"), change))
    held, told = outcome(world, name)
    assert held == told and world.ask("SELECT count(*) FROM role_held WHERE username = 'goyah'") == [(0,)]


def test_the_last_two_administrators_cannot_take_each_others_role_at_once(world: World) -> None:
    """A third has asked for both, so each may decide about the other: the database refuses, and the page says so in words."""
    for name in (ONE, TWO):
        a_user(name, "administrator", "")
    with psycopg.connect(world.owner_url) as db:
        db.execute(
            "DELETE FROM role_held WHERE role = 'administrator' AND (area <> '' OR username <> ALL (%s))", [[ONE, TWO]]
        )
    officer = a_client("peminta", "regency-officer", "")
    for name in (ONE, TWO):
        given = {"username": name, "role": "administrator", "area": "", "why": "x", "verb": "take"}
        assert officer.post("/access/roles/ask/", given).status_code == 302
    waits = dict(world.ask("SELECT username, id FROM role_change WHERE asked_by = 'peminta'"))
    first, second = login(ONE), login(TWO)
    assert set(at_once(decide(first, waits[TWO]), decide(second, waits[ONE]))) == {302}
    assert "dua pengelola" in first.get("/access/roles/").content.decode()
    assert world.ask("SELECT count(DISTINCT username) FROM role_held WHERE role = 'administrator'") == [(2,)]
