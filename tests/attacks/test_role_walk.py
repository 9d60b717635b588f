"""Each role, in its own place, tries every address with everything of other places; and its own place opens."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from django.test import Client

from payung.access.queries import holds, roles
from payung.web.access.permission import OWN, PUBLIC
from tests.attacks import guesses
from tests.attacks.addresses import Address, walk
from tests.attacks.answers import said_by
from tests.attacks.clients import stays_in
from tests.attacks.conftest import World
from tests.attacks.world import NEIGHBOUR, OURS, PLACES, Place, people_of, whole_place
from tests.roles import see

VILLAGE, DISTRICT, REGENCY, PROVINCE = OURS.village, OURS.district, OURS.regency, "32"
AREAS = {
    "village-clerk": VILLAGE, "courier": VILLAGE, "health-staff": DISTRICT, "apdesi-coordinator": DISTRICT,
    "regency-officer": REGENCY, "treasurer": REGENCY, "bpjs-officer": REGENCY, "claims-officer": REGENCY,
    "claims-approver": REGENCY, "sponsor": REGENCY, "auditor": REGENCY, "administrator": REGENCY,
    "province-planner": PROVINCE, "": "",
}  # fmt: skip
REFUSED = {400, 401, 403, 404, 405, 422}


def client_of(role: str) -> Client:
    return stays_in(f"penyerang-{role}", role, AREAS[role], "anggrek-csr" if role == "sponsor" else "")


def foreign(role: str) -> list[Place]:
    """The places that lie outside the area of a role; for whoever has none, all."""
    return [place for place in PLACES if not role or not place.village.startswith(AREAS[role])]


def hidden_from(db: psycopg.Connection, role: str) -> set[str]:
    """What this role must never be told: all of other places, and of its own the people, unless it may see them."""
    found = {word for place in foreign(role) for word in whole_place(db, place)}
    if not holds(role, "see"):
        found |= {word for place in PLACES for word in people_of(db, place)}
    return {word.lower() for word in found}


def state_of(world: World, places: list[Place]) -> str:
    """All that there is in places, as one number: any change of it is seen."""
    found = sha256()
    with psycopg.connect(world.app_url) as db:
        tables = [name for (name,) in db.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND NOT relispartition AND relkind IN ('r', 'p')"
            " ORDER BY 1")]  # fmt: skip
        for place in places:
            see(db, place.village if place is NEIGHBOUR else place.regency)
            for table in tables:
                # Lines, programmes and quotas of a neighbour in the same regency are the attacker's own as well.
                if place is NEIGHBOUR and table in ("quota", "funding_line", "programme", "place_release", "history"):
                    continue
                rows = db.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1').fetchall()
                found.update(repr((table, rows)).encode())
    return found.hexdigest()


def _asked(client: Client, method: str, path: str, given: dict[str, str]) -> Any:
    if method == "GET":
        return client.get(path, given)
    if method == "FRAGMENT":
        return client.get(path, given, headers={"HX-Request": "true"})
    return client.post(path, given)


def _tell(answer: Any, method: str, path: str, given: dict[str, str], hidden: set[str]) -> list[str]:
    """What is wrong with an answer: broken, or it says something that was not in the question."""
    question = (path + repr(given)).lower()
    text = said_by(answer)
    said = sorted(word for word in hidden if word in text and word not in question)
    broken = [f"{answer.status_code}"] if answer.status_code >= 500 else []
    return [f"{method} {path}: {wrong}" for wrong in [*broken, *said]]


def _fillings(db: psycopg.Connection, address: Address, role: str) -> list[dict[str, str]]:
    """All that there is in other places; one of each where the role may not come in at all."""
    own = guesses.of(db, address, OURS)  # a neighbour's line is one's own as well: both draw on the regency's
    each = [[filling for filling in guesses.of(db, address, place) if filling not in own] for place in foreign(role)]
    may = not address.permission or address.permission in (OWN, PUBLIC) or holds(role, address.permission)
    return [filling for found in each for filling in (found if may else found[:1])]


def _tries(db: psycopg.Connection, address: Address, role: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Method, path and what is sent: everything for an address without arguments, everything in the others' arguments."""
    typed = guesses.typed(db, foreign(role)[-1])
    if not address.arguments:
        yield from ((method, address.path({}), given) for method in ("GET", "POST") for given in typed)
    for at, filling in enumerate(_fillings(db, address, role) if address.arguments else []):
        path = address.path(filling)
        yield from (("GET", path, {}), ("POST", path, typed[at % 2]), ("FRAGMENT", path, {}))


def _attack(client: Client, address: Address, role: str, db: psycopg.Connection, hidden: set[str]) -> list[str]:
    """What went wrong at one address."""
    wrong = []
    for method, path, given in _tries(db, address, role):
        answer = _asked(client, method, path, given)
        wrong += _tell(answer, method, path, given, hidden)
        if address.arguments and address.permission != PUBLIC and not _turned_away(answer, method):
            wrong.append(f"{method} {path}: {answer.status_code} {answer.headers.get('Location', '')}")
    for filling in guesses.of_nobody(db, address):
        answer = client.get(path := address.path(filling))
        wrong += _tell(answer, "GET", path, {}, hidden)
        if answer.status_code == 200 and address.permission != PUBLIC:
            wrong.append(f"GET {path}: open")
    return wrong


def _turned_away(answer: Any, method: str) -> bool:
    """Refused, sent to sign in, or (a form that was sent) back to a page of one's own, which `state_of` looks behind."""
    if answer.status_code in (302, 303):
        return method == "POST" or answer.headers["Location"].startswith("/access/")
    return answer.status_code in REFUSED


def _every_address() -> list[Address]:
    return list(walk())


def test_every_argument_of_every_address_is_known() -> None:
    unknown = {(a.route, name) for a in _every_address() for name in a.arguments if not guesses.knows(a, name)}
    assert unknown == set(), "say in guesses.py what this is a number or a code of"


def test_every_role_walks() -> None:
    assert AREAS.keys() == {*roles(), ""}


@pytest.mark.parametrize("role", AREAS)
def test_nobody_comes_in_where_they_do_not_belong(role: str, world: World) -> None:
    client = client_of(role)
    before = state_of(world, foreign(role))
    wrong: list[str] = []
    with psycopg.connect(world.owner_url) as db:
        hidden = hidden_from(db, role)
        for address in _every_address():
            wrong += _attack(client, address, role, db, hidden)
    assert wrong == []
    assert state_of(world, foreign(role)) == before, "something was changed in a place of others"


def _opens(client: Client, address: Address, db: psycopg.Connection, line: str) -> set[int]:
    """How the address answers with everything of one's own place; 401 for being sent to sign in."""
    found = set()
    for filling in guesses.of(db, address, OURS) if address.arguments else [{}]:
        if line and "code" in filling:
            filling["code"] = line
        answer = client.get(address.path(filling))
        sent_away = answer.headers.get("Location", "").startswith("/access/sign-in/")
        found.add(401 if sent_away else answer.status_code)
    return found


# By the beginning of the address: a user of the demo has no password to change, no second step to remove, and nothing to show
# again; the names of a breach are for those who may also see people, and accounts are entered by those who may also send lists.
# A waiting list and whoever falls out leave as a workbook with those who see people; reminders are printed village by village.
# Papers of a claim are read by those who handle or approve it.
# A line is reconciled as a whole: by those who act for all of its area.
_ONLY_SOME = {
    "access/again/": {401}, "access/password/": {403}, "access/mfa/": {401, 403, 404},
    "people/<int:person_id>/bank/enter/": {403}, "membership/lines/<slug:line>/waiting/export/": {403},
    "funding/reconciliation/<": {404}, "membership/falling-out/export/": {403}, "membership/falling-out/reminders/": {404},
    "claims/export/": {403}, "claims/papers/<int:document_id>/": {403},
    "access/breach/<int:number>/people/": {403}, "access/breach/<int:number>/notice/": {403},
}  # fmt: skip


def _lies_above(role: str, address: Address) -> bool:
    """The money of a regency's line is not the clerk's of one village in it."""
    return role == "village-clerk" and address.route.startswith("funding/") and bool(address.arguments)


@pytest.mark.parametrize("role", [role for role in AREAS if role])
def test_everybody_comes_in_where_they_belong(role: str, world: World) -> None:
    client = client_of(role)
    line = "anggrek-csr" if role == "sponsor" else ""
    with psycopg.connect(world.owner_url) as db:
        for address in _every_address():
            if address.is_api or not address.permission or address.permission == PUBLIC:
                continue
            answers = _opens(client, address, db, line)
            if _lies_above(role, address):
                assert answers <= {403, 404, 405}, (address.route, answers)
            elif address.permission == OWN or holds(role, address.permission):
                at_times = next((but for start, but in _ONLY_SOME.items() if address.route.startswith(start)), set())
                assert answers & ({200, 302, 405} | at_times) and 403 not in answers - at_times, (
                    address.route,
                    answers,
                )
            else:
                assert answers <= {403, 405}, (address.route, answers)
