"""One role on a walk: it tries every address with everything of other places, and is never told a word of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import psycopg
from django.test import Client

from payung.access.queries import holds
from payung.web.access.permission import OWN, PUBLIC
from tests.attacks import guesses
from tests.attacks.addresses import Address, walk
from tests.attacks.answers import said_by
from tests.attacks.clients import stays_in
from tests.attacks.conftest import World
from tests.attacks.places import NEIGHBOUR, OURS, PLACES, Place, people_of, whole_place
from tests.roles import see

VILLAGE, DISTRICT, REGENCY, PROVINCE = OURS.village, OURS.district, OURS.regency, "32"
AREAS = {
    "village-clerk": VILLAGE, "courier": VILLAGE, "health-staff": DISTRICT, "apdesi-coordinator": DISTRICT,
    "regency-officer": REGENCY, "treasurer": REGENCY, "bpjs-officer": REGENCY, "claims-officer": REGENCY,
    "claims-approver": REGENCY, "claims-head": REGENCY, "sponsor": REGENCY, "auditor": REGENCY, "administrator": REGENCY,
    "province-planner": PROVINCE, "": "",
}  # fmt: skip
WIDE = [role for role, area in AREAS.items() if area in (REGENCY, PROVINCE)]
_PARTS = 3
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


def _fillings(db: psycopg.Connection, address: Address, role: str) -> list[dict[str, str]]:
    """All that there is in other places; one of each where the role may not come in at all."""
    own = guesses.of(db, address, OURS)  # a neighbour's line is one's own as well: both draw on the regency's
    each = [[filling for filling in guesses.of(db, address, place) if filling not in own] for place in foreign(role)]
    may = not address.permission or address.permission in (OWN, PUBLIC) or holds(role, address.permission)
    return [filling for found in each for filling in (found if may else found[:1])]


def _turned_away(answer: Any, method: str) -> bool:
    """Refused, sent to sign in, or (a form that was sent) back to a page of one's own, which `state_of` looks behind."""
    if answer.status_code in (302, 303):
        return method == "POST" or answer.headers["Location"].startswith("/access/")
    return answer.status_code in REFUSED


@dataclass
class _Walker:
    """Somebody with a role: the client, what must stay hidden, what is typed into forms, and what went wrong so far."""

    role: str
    client: Client
    db: psycopg.Connection
    hidden: set[str]
    typed: list[dict[str, str]]
    wrong: list[str] = field(default_factory=list)

    def attack(self, address: Address) -> None:
        for method, path, given in self._tries(address):
            answer = self._ask(method, path, given)
            if address.arguments and address.permission != PUBLIC and not _turned_away(answer, method):
                self.wrong.append(f"{method} {path}: {answer.status_code} {answer.headers.get('Location', '')}")
        for filling in guesses.of_nobody(self.db, address):
            answer = self._ask("GET", path := address.path(filling), {})
            if answer.status_code == 200 and address.permission != PUBLIC:
                self.wrong.append(f"GET {path}: open")

    def _tries(self, address: Address) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Method, path and what is sent: everything for an address without arguments, everything in the others' arguments."""
        if not address.arguments:
            yield from ((method, address.path({}), given) for method in ("GET", "POST") for given in self.typed)
        for at, filling in enumerate(_fillings(self.db, address, self.role) if address.arguments else []):
            path = address.path(filling)
            yield from (("GET", path, {}), ("POST", path, self.typed[at % 2]), ("FRAGMENT", path, {}))

    def _ask(self, method: str, path: str, given: dict[str, str]) -> Any:
        """The answer; notes if it is broken, or says something hidden that was not in the question."""
        answer = _asked(self.client, method, path, given)
        question = (path + repr(given)).lower()
        text = said_by(answer)
        said = sorted(word for word in self.hidden if word in text and word not in question)
        broken = [f"{answer.status_code}"] if answer.status_code >= 500 else []
        self.wrong += [f"{method} {path}: {wrong}" for wrong in [*broken, *said]]
        return answer


def part_of_the_walk(role: str) -> list[Address]:
    """A third of all addresses for each role, another for the next, so that a third of the roles walk each address.
    PAYUNG_SEED moves the parts."""
    first = sorted(AREAS).index(role) + int(os.environ.get("PAYUNG_SEED", "0"))
    return [address for at, address in enumerate(walk()) if (at + first) % _PARTS == 0]


def wrong_on_a_walk(role: str, world: World, addresses: Iterable[Address]) -> list[str]:
    """Where a role is let in, is told something hidden, breaks a page, or changes anything in a place of others."""
    client = client_of(role)
    before = state_of(world, foreign(role))
    with psycopg.connect(world.owner_url) as db:
        walker = _Walker(role, client, db, hidden_from(db, role), guesses.typed(db, foreign(role)[-1]))
        for address in addresses:
            walker.attack(address)
    changed = state_of(world, foreign(role)) != before
    return [*walker.wrong, *(["something was changed in a place of others"] if changed else [])]
