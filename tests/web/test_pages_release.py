"""Releasing unused places: first what would happen, and only after a yes that it does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from payung.membership.models import Enrolment
from payung.programmes.models import PlaceRelease
from payung.regions.models import Region
from tests.web.pages import words

pytestmark = pytest.mark.django_db
RELEASE = "/membership/release/"


def waiting() -> int:
    return Enrolment.objects.filter(state="waiting").count()


def forget_the_transaction() -> None:
    """Each page has a transaction of its own; inside a test's one, its temporary tables have to go by hand."""
    with connection.cursor() as db:
        db.execute("DROP TABLE IF EXISTS decided, price")


def test_the_page_shows_the_moves_and_makes_none(officer: Client) -> None:
    before = waiting()
    said = words(officer.get(RELEASE))
    assert f"{before} pekerja dari daftar tunggu akan mendapat tempat dan terlindungi mulai November 2025." in said
    assert "Ya, alihkan sekarang" in said
    assert waiting() == before > 0 and not PlaceRelease.objects.exists()


def test_a_yes_places_those_who_wait_and_says_how_many(officer: Client) -> None:
    before = waiting()
    response = officer.post(RELEASE, {"line": "kab-2025"}, follow=True)
    assert f"{before} pekerja dari daftar tunggu mendapat tempat." in words(response)
    assert waiting() == 0 and PlaceRelease.objects.filter(by="demo-disnaker").exists()


def test_what_was_foretold_is_what_moved(officer: Client) -> None:
    foretold = officer.get(RELEASE).context["plan"].moves
    officer.post(RELEASE, {"line": "kab-2025"})
    names = dict(Region.objects.values_list("code", "name"))
    moved = [(names[m.from_region], names[m.to_region], m.places) for m in PlaceRelease.objects.order_by("from_region")]
    assert moved == [(move.from_name, move.to_name, move.places) for move in foretold]


def test_a_second_yes_has_nothing_to_release(officer: Client) -> None:
    officer.post(RELEASE, {"line": "kab-2025"})
    forget_the_transaction()
    response = officer.post(RELEASE, {"line": "kab-2025"}, follow=True)
    assert "Tidak ada tempat kosong yang dapat dialihkan, atau tidak ada yang menunggu." in words(response)


def test_a_clerk_may_not_release(clerk: Client) -> None:
    assert clerk.get(RELEASE).status_code == clerk.post(RELEASE, {"line": "kab-2025"}).status_code == 403
    assert "Alihkan tempat" not in words(clerk.get("/people/"))
