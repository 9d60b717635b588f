"""Sessions and cookies that ought not to open anything, and every method on every address."""

from __future__ import annotations

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from payung.web.access.permission import PUBLIC
from tests.attacks import guesses
from tests.attacks.addresses import Address, walk
from tests.attacks.answers import said_by
from tests.attacks.clients import stays_in
from tests.attacks.conftest import World
from tests.attacks.money import AT
from tests.attacks.places import OURS, PLACES, whole_place
from tests.users import a_client, a_user

PAGES = [each for each in walk() if each.permission not in (None, PUBLIC)]
SIGN_IN = "/access/sign-in/"


def first_path(world: World, address: Address) -> str:
    with psycopg.connect(world.owner_url) as db:
        return address.path(guesses.of(db, address, OURS)[0] if address.arguments else {})


def closed_out(client: Client, world: World) -> list[str]:
    """Addresses that still answer with something else than the way to the sign-in page."""
    answers = {path: client.get(path) for path in (first_path(world, each) for each in PAGES)}
    return [path for path, answer in answers.items()
            if not (answer.status_code == 405 or answer.headers.get("Location", "").startswith(SIGN_IN))]  # fmt: skip


def test_a_visitor_is_sent_to_sign_in_from_every_page(world: World) -> None:
    assert closed_out(Client(), world) == []


def test_the_session_of_a_closed_user_opens_nothing(world: World) -> None:
    client = a_client("akan-ditutup", "regency-officer", OURS.regency)
    assert client.get("/people/").status_code == 200
    with psycopg.connect(world.owner_url) as db:
        db.execute("UPDATE app_user SET is_active = false WHERE username = 'akan-ditutup'")
    assert closed_out(client, world) == []


def test_a_cookie_that_nobody_was_given_opens_nothing(world: World) -> None:
    from django.conf import settings

    for cookie in ("", "x" * 32, "../../etc/passwd", "\x00", "a" * 5_000):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        assert client.get("/people/").headers["Location"].startswith(SIGN_IN)


def test_signing_out_ends_the_session_for_whoever_copied_the_cookie(world: World) -> None:
    client, thief = a_client("disalin", "regency-officer", OURS.regency), Client()
    client.get("/people/")
    thief.cookies = client.cookies.copy()
    assert thief.get("/people/").status_code == 200
    client.post("/access/sign-out/")
    assert closed_out(thief, world) == []


def test_signing_in_changes_the_key_so_that_a_planted_one_opens_nothing(world: World) -> None:
    from django.conf import settings

    a_user("ditanami", "regency-officer", OURS.regency)
    victim, attacker = Client(), Client()
    planted = victim.session
    planted.save()
    victim.cookies[settings.SESSION_COOKIE_NAME] = attacker.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    victim.post(SIGN_IN, {"demo": "ditanami"})
    assert victim.get("/people/").status_code == 200
    assert attacker.get("/people/").headers["Location"].startswith(SIGN_IN)


def test_a_role_that_was_taken_a_moment_ago_opens_nothing(world: World) -> None:
    from payung.access.actions.ask_role import ask_role
    from payung.access.actions.decide_role import decide_role
    from payung.access.queries import seeing
    from payung.units.region import Area

    client = a_client("dicabut", "regency-officer", OURS.regency)
    assert client.get("/people/").status_code == 200
    one, two = f"pengelola-{OURS.word}", f"pengelola-dua-{OURS.word}"
    with seeing(Area(OURS.regency), by=one, role="administrator"):
        change = ask_role(
            username="dicabut", role="regency-officer", area=OURS.regency, verb="take", why="x", by=one, at=AT
        )
    with seeing(Area(OURS.regency), by=two, role="administrator"):
        decide_role(change=change.pk, granted=True, by=two, at=AT)
    answers = {path: client.get(path).status_code for path in (first_path(world, each) for each in PAGES)}
    assert {path: status for path, status in answers.items() if status not in (302, 403, 405)}.keys() <= {
        "/",
        "/access/",
    }
    assert client.get("/people/").status_code in (302, 403)


def test_another_ones_role_in_the_session_is_not_acted_under(world: World) -> None:
    """Even a session that was written to by hand names only which of the own roles is acted under."""
    client = a_client("peran-orang", "village-clerk", OURS.village)
    for (held,) in world.ask("SELECT id FROM role_held"):
        session = client.session
        session["role_held"] = held
        session.save()
        assert client.get("/people/").context["acting"].area == OURS.village


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X"])
def test_no_other_method_says_or_does_anything(method: str, world: World) -> None:
    clients = [Client(), a_client(f"metode-{method}"), a_client(f"metode-{method}-k", "village-clerk", OURS.village)]
    with psycopg.connect(world.owner_url) as db:
        hidden = {word.lower() for place in PLACES[1:] for word in whole_place(db, place)}
        asked = [(each, filling) for each in walk() for place in PLACES[1:3]
                 for filling in (guesses.of(db, each, place)[:1] if each.arguments else [{}])]  # fmt: skip
    for client in clients:
        client.raise_request_exception = False
        for address, filling in asked:
            answer = client.generic(method, path := address.path(filling))
            assert answer.status_code < 500, (method, path)
            text = said_by(answer)
            assert not [word for word in hidden if word in text and word not in path], (method, path)


def test_no_form_is_taken_without_its_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_user("tanpa-token", "regency-officer", OURS.regency))
    pages = [each for each in walk() if not each.is_api and "openapi" not in each.route]
    answers = {
        path: client.post(path, {"line": "x"}).status_code for path in (first_path(world, each) for each in pages)
    }
    assert {path: status for path, status in answers.items() if status not in (403, 404, 405)} == {}


def test_an_attacker_stays_signed_in_whatever_ends_the_session(world: World) -> None:
    client = stays_in("bertahan", "regency-officer", OURS.regency)
    ends = [lambda: None, client.logout, lambda: client.post("/access/sign-out/"), lambda: Session.objects.all().delete(),
            lambda: client.force_login(a_user("orang-lain"))]  # fmt: skip
    for end in ends:
        end()
        answer = client.get("/people/")
        assert (answer.status_code, answer.wsgi_request.user) == (200, client.user)
