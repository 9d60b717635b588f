"""No page leads anybody into a refusal: each role follows every link it is shown, breadcrumbs among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import psycopg
import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from payung.access.queries import holds
from payung.web.access.permission import OWN
from tests.attacks import guesses
from tests.attacks.addresses import walk
from tests.attacks.conftest import World
from tests.attacks.places import OURS
from tests.attacks.walking import AREAS, client_of

_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)[^"]*"')
_CRUMBS = re.compile(r'<nav class="breadcrumbs".*?</nav>', re.DOTALL)
ROLES = [role for role in AREAS if role]


def _starts(db: psycopg.Connection, role: str) -> Iterator[str]:
    """Every address that this role may open, with what there is in its own place."""
    for address in walk():
        if address.is_api or not (address.permission == OWN or holds(role, str(address.permission))):
            continue
        fillings = guesses.of(db, address, OURS)[:2] if address.arguments else [{}]
        yield from (address.path(filling) for filling in fillings)


def _shape(path: str) -> str:
    """What kind of page a path is: one link to each kind is followed from each kind."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def _links(html: str, path: str) -> set[str]:
    found = {urljoin(path, unescape(each)) for each in _LINK.findall(html)}
    return {each for each in found if not urlsplit(each).netloc}


def _shut(client: Client, links: set[str]) -> set[str]:
    return {link for link in links if client.get(link).status_code in (400, 403, 404, 500)}


@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_into_a_refusal(role: str, world: World) -> None:
    client, followed, shut, crumbs = client_of(role), set(), set(), set()
    with psycopg.connect(world.owner_url) as db:
        for path in _starts(db, role):
            answer = client.get(path)
            if answer.status_code != 200 or answer.streaming or "html" not in answer.headers["Content-Type"]:
                continue
            html = answer.content.decode()
            crumbs |= {link for nav in _CRUMBS.findall(html) for link in _links(nav, path)}
            fresh = {}
            for link in sorted(_links(html, path)):
                # Of the same kind of page one is enough, but every breadcrumb.
                fresh.setdefault(link if link in crumbs else _shape(urlsplit(link).path), link)
            new = {link for kind, link in fresh.items() if (kind, link in crumbs) not in followed}
            followed |= {(kind, link in crumbs) for kind, link in fresh.items()}
            shut |= {f"{path}: {link}" for link in _shut(client, new)}
    assert shut == set()
    assert len(followed) > 5, "no links were found any more"


def test_a_way_through_forbidden_pages_stands_as_words(world: World) -> None:
    client = client_of("health-staff")
    person = world.ask("SELECT id FROM person WHERE village = %s LIMIT 1", OURS.village)[0][0]
    (nav,) = _CRUMBS.findall(client.get(f"/screening/{person}/").content.decode())
    assert _links(nav, "/") == set() and nav.count("<span") >= 4
