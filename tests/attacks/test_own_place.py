"""Each role comes in where it belongs: its own place opens at every address, and no address beyond its permissions does."""

from __future__ import annotations

import psycopg
import pytest
from django.test import Client

from payung.access.queries import holds
from payung.web.access.permission import OWN, PUBLIC
from tests.attacks import guesses
from tests.attacks.addresses import Address, walk
from tests.attacks.conftest import World
from tests.attacks.places import OURS
from tests.attacks.walking import AREAS, client_of


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
# Places are shared out again on lines that share any out.
# A line is reconciled as a whole: by those who act for all of its area.
_ONLY_SOME = {
    "access/again/": {401}, "access/password/": {403}, "access/mfa/": {401, 403, 404},
    "people/<int:person_id>/bank/enter/": {403}, "membership/lines/<slug:line>/waiting/export/": {403},
    "funding/reconciliation/<": {404}, "membership/falling-out/export/": {403}, "membership/falling-out/reminders/": {404},
    "programmes/lines/<slug:line>/quotas/share-again/": {422}, "claims/export/": {403}, "claims/scholarships/export/": {403},
    "complaints/export/": {403},
    "claims/papers/<int:document_id>/": {403},
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
        for address in walk():
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
