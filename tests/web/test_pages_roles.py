"""Roles on the page: one asks, another decides, whoever holds several switches, and a sponsor sees sums alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from payung.access.actions.seat import seat_demo_user
from payung.access.models import RoleChange
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import TANJUNGSARI
from tests.users import a_client, a_user
from tests.web.pages import words

SignIn = Callable[[str], Client]
WISH = {
    "username": "siti",
    "role": "village-clerk",
    "area": TANJUNGSARI,
    "line": "",
    "why": "operator baru",
    "verb": "give",
}


@pytest.fixture
def administrators(signed_in: SignIn) -> tuple[Client, Client]:
    """The two administrators of the demo, and Siti, who holds no role."""
    return signed_in("demo-pengelola"), signed_in("demo-pengelola-2")


def waiting() -> RoleChange:
    with seeing(Area(""), by="test"):
        return RoleChange.objects.get()


def test_whoever_asked_is_not_offered_the_decision_and_another_one_is(administrators: tuple[Client, Client]) -> None:
    first, second = administrators
    siti = a_client("siti")
    assert "Anda belum punya peran" in words(siti.get("/"))
    assert first.post("/access/roles/ask/", WISH).status_code == 302
    assert "Harus diputuskan pengelola lain." in words(first.get("/access/roles/"))
    assert "Setujui" not in words(first.get("/access/roles/")) and "Setujui" in words(second.get("/access/roles/"))
    first.post(f"/access/roles/{waiting().pk}/decide/", {"decision": "grant"})
    assert "Anda belum punya peran" in words(siti.get("/")), "the hidden button was pressed all the same"
    second.post(f"/access/roles/{waiting().pk}/decide/", {"decision": "grant"})
    assert siti.get("/").headers["Location"] == f"/regions/{TANJUNGSARI}/"


@pytest.mark.parametrize(("changes", "field"), [
    ({"username": "tidak-ada"}, "username"), ({"area": "33.01"}, "area"), ({"area": "Purwakarta"}, "area"),
    ({"area": ""}, "area"), ({"why": "  "}, "why"), ({"role": "sponsor"}, "line"), ({"role": "raja"}, "role"),
])  # fmt: skip
def test_a_wish_that_cannot_be_says_where_and_keeps_what_was_written(
    administrators: tuple[Client, Client], changes: dict[str, str], field: str
) -> None:
    a_user("siti")
    response = administrators[0].post("/access/roles/ask/", WISH | changes)
    assert response.status_code == 422 and f'href="#id_{field}"' in response.content.decode()
    assert f'value="{(WISH | changes)["username"]}"' in response.content.decode()


def test_an_officer_asks_and_cannot_decide(signed_in: SignIn) -> None:
    officer = signed_in("demo-disnaker")
    a_user("siti")
    officer.post("/access/roles/ask/", WISH)
    assert officer.post(f"/access/roles/{waiting().pk}/decide/", {"decision": "grant"}).status_code == 403


def test_a_clerk_sees_no_users(signed_in: SignIn) -> None:
    assert signed_in("demo-tanjungsari").get("/access/roles/").status_code == 403


def test_whoever_holds_two_roles_acts_under_one_at_a_time(signed_in: SignIn) -> None:
    auditor = signed_in("demo-inspektorat")
    assert "Ganti peran" not in words(auditor.get("/people/"))
    seat_demo_user("demo-inspektorat", role="village-clerk", area=TANJUNGSARI)
    page = auditor.get("/people/")
    assert "Ganti peran" in words(page) and auditor.get("/intake/upload/").status_code == 403
    (other,) = page.context["acting"].others
    auditor.post("/access/role/", {"held": other.held})
    assert auditor.get("/intake/upload/").status_code == 200 and auditor.get("/regions/32.14/").status_code == 404


def test_a_role_of_somebody_else_cannot_be_switched_to(signed_in: SignIn) -> None:
    officer, clerk = signed_in("demo-disnaker"), signed_in("demo-tanjungsari")
    theirs = officer.get("/people/").context["acting"].held
    clerk.post("/access/role/", {"held": theirs})
    assert clerk.get("/people/").context["acting"].role == "village-clerk"


def test_a_sponsor_sees_what_its_money_protects_and_nobodys_data(signed_in: SignIn) -> None:
    sponsor = signed_in("demo-taekwang")
    assert sponsor.get("/").headers["Location"] == "/funding/lines/csr-taekwang/"
    assert "PT Taekwang" in words(sponsor.get("/funding/lines/csr-taekwang/"))
    with seeing(Area(""), by="test"):
        worker = Person.objects.first()
    assert worker is not None
    for address in ("/people/", f"/people/{worker.pk}/", "/regions/32.14/", "/intake/", "/funding/lines/kab-2025/"):
        assert sponsor.get(address).status_code in (403, 404), address


def test_a_treasurer_sees_numbers_and_no_names(signed_in: SignIn) -> None:
    treasurer = signed_in("demo-bendahara")
    page = words(treasurer.get(f"/regions/{TANJUNGSARI}/?on=2025-11-21"))
    assert "52 + 17 =" in page and "Pekerja di desa ini" not in page
    assert treasurer.get("/people/").status_code == 403
