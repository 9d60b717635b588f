"""Invitations: a link that opens once, for seven days, and that nobody but its holder can guess or keep."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from payung.access.actions.accept_invitation import accept_invitation
from payung.access.actions.make_invitation import make_invitation, revoke_invitation
from payung.access.models import Invitation, RoleChange, User
from payung.access.queries import OPERATOR, seeing
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.people_who_sign_in import PASSWORD, a_real_user, invited
from tests.users import a_client
from tests.web.pages import words

pytestmark = pytest.mark.django_db


def link(token: str) -> str:
    return f"/access/invitations/{token}/"


def test_whoever_holds_the_link_sets_a_password_and_is_in(client: Client) -> None:
    token = invited("sari")
    assert "Sari, pilih kata sandi" in words(client.get(link(token)))
    response = client.post(link(token), {"password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/regions/32.14.16.2005/"
    again = Client().post("/access/sign-in/", {"username": "sari", "password": PASSWORD})
    assert again.status_code == 302


def test_looking_at_the_link_uses_nothing_up(client: Client) -> None:
    token = invited("sari")
    for _ in range(3):
        assert client.get(link(token)).status_code == 200
    assert client.get(link(token)).headers["Referrer-Policy"] == "same-origin"


def test_a_weak_password_leaves_the_link_open(client: Client) -> None:
    token = invited("sari")
    answer = client.post(link(token), {"password": "sari123"})
    assert answer.status_code == 422 and "paling sedikit 12" in words(answer)
    assert client.post(link(token), {"password": PASSWORD}).status_code == 302


def test_a_link_opens_once(client: Client) -> None:
    token = invited("sari")
    client.post(link(token), {"password": PASSWORD})
    second = Client().post(link(token), {"password": "kata-lain-dari-pencuri"})
    assert second.status_code == 410 and User.objects.get(username="sari").check_password(PASSWORD)


def test_a_link_ends_after_seven_days(client: Client) -> None:
    token = invited("sari")
    made = Invitation.objects.get()
    assert made.expires_at - made.made_at == timedelta(days=7)
    with pytest.raises(Refused):
        accept_invitation(token=token, password=PASSWORD, at=made.expires_at)


def test_a_revoked_link_opens_nothing(client: Client) -> None:
    token = invited("sari")
    assert revoke_invitation(username="sari", at=timezone.now())
    assert client.get(link(token)).status_code == 410


def test_a_new_link_closes_the_one_before(client: Client) -> None:
    first = invited("sari")
    second = a_new_link("sari")
    assert client.get(link(first)).status_code == 410 and client.get(link(second)).status_code == 200


@pytest.mark.parametrize("token", ["x", "' OR 1=1", "0" * 43, "a" * 3_000])
def test_a_made_up_link_is_told_like_a_used_one(client: Client, token: str) -> None:
    used = invited("sari")
    client.post(link(used), {"password": PASSWORD})
    made_up, late = Client().get(link(token)), Client().get(link(used))
    assert made_up.status_code == late.status_code == 410 and words(made_up) == words(late)


def test_the_token_is_nowhere_in_the_database() -> None:
    token = invited("sari")
    kept = Invitation.objects.get()
    assert token not in str(vars(kept)) and not User.objects.get(username="sari").has_usable_password()


def test_a_user_who_left_is_not_let_in_by_an_old_link(client: Client) -> None:
    token = invited("sari")
    User.objects.filter(username="sari").update(is_active=False)
    assert client.get(link(token)).status_code == 410


def a_new_link(username: str) -> str:
    """The token of a link that the operator made for a user who is there already."""
    with seeing(Area(""), by=OPERATOR):
        return make_invitation(username=username, by=OPERATOR, at=timezone.now())


def test_a_new_password_by_link_ends_the_sessions_of_the_old_one(client: Client) -> None:
    a_real_user("sari")
    client.post("/access/sign-in/", {"username": "sari", "password": PASSWORD})
    token = a_new_link("sari")
    Client().post(link(token), {"password": "genteng-basah-kucing-lima"})
    assert client.get("/people/").status_code == 302


def test_the_open_invitations_are_listed_and_taken_back() -> None:
    token = invited("sari")
    chief = a_client("kepala-3", "administrator", "32.14")
    page = chief.get("/access/invitations/")
    assert "sari, diundang oleh operator" in words(page) and token not in words(page)
    chief.post("/access/invitations/", {"do": "revoke", "username": "sari"})
    assert "Tidak ada undangan yang terbuka" in words(chief.get("/access/invitations/"))


def test_a_new_link_is_shown_to_the_administrator_once() -> None:
    a_real_user("sari")
    chief = a_client("kepala-3", "administrator", "32.14")
    page = chief.post("/access/invitations/", {"do": "link", "username": "sari"})
    assert "http://testserver/access/invitations/" in words(page)
    assert "http://testserver" not in words(chief.get("/access/invitations/"))


def made_by(chief: Client, username: str = "sari") -> str:
    """The address of the link that an administrator made on the page."""
    page = words(chief.post("/access/invitations/", {"do": "link", "username": username}))
    assert "baru berlaku setelah pengelola lain menyetujuinya" in page
    return page.partition("http://testserver")[2].split()[0]


def confirm(chief: Client, username: str = "sari") -> str:
    said = {"do": "confirm", "username": username, "invitation": Invitation.objects.latest("id").pk}
    return words(chief.post("/access/invitations/", said, follow=True))


def test_an_administrator_alone_lets_nobody_in_who_holds_a_role(client: Client) -> None:
    a_real_user("sari", "claims-approver", "32.14")
    first, second = (a_client(name, "administrator", "32.14") for name in ("kepala-3", "kepala-4"))
    address = made_by(first)
    for method in (client.get, client.post):
        closed = method(address, {"password": "genteng-basah-kucing-lima"})
        assert closed.status_code == 410 and "setelah pengelola lain menyetujuinya" in words(closed)
    assert "Setujui tautan" not in words(first.get("/access/invitations/"))
    assert "orang lain yang memutuskan" in confirm(first)
    assert User.objects.get(username="sari").check_password(PASSWORD)
    assert "Setujui tautan" in words(second.get("/access/invitations/")) and "Tautan disetujui" in confirm(second)
    assert client.post(address, {"password": "genteng-basah-kucing-lima"}).status_code == 302
    assert User.objects.get(username="sari").check_password("genteng-basah-kucing-lima")


def test_a_link_that_was_made_anew_is_not_the_one_that_was_looked_at(client: Client) -> None:
    a_real_user("sari", "claims-approver", "32.14")
    first, second = (a_client(name, "administrator", "32.14") for name in ("kepala-3", "kepala-4"))
    made_by(first)
    looked_at = Invitation.objects.latest("id").pk
    address = made_by(first)
    told = second.post("/access/invitations/", {"do": "confirm", "username": "sari", "invitation": looked_at})
    assert told.status_code == 422 and client.get(address).status_code == 410


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1"])
def test_a_number_that_is_no_link_is_told_and_confirms_nothing(number: str) -> None:
    a_real_user("sari")
    chief = a_client("kepala-3", "administrator", "32.14")
    assert (
        chief.post("/access/invitations/", {"do": "confirm", "username": "sari", "invitation": number}).status_code
        == 422
    )


@pytest.mark.parametrize("deed", ["link", "confirm", "revoke", "unlock", "end"])
@pytest.mark.parametrize("area", ["33", "32.15", "32.14.16"])
def test_nobody_lets_in_or_throws_out_whoever_stands_outside_the_own_area(deed: str, area: str) -> None:
    a_real_user("sari", "regency-officer", "32.14")
    chief = a_client("kepala-3", "administrator", area)
    answer = chief.post("/access/invitations/", {"do": deed, "username": "sari"})
    nobody = chief.post("/access/invitations/", {"do": deed, "username": "tidakada"})
    assert answer.status_code == nobody.status_code == 422
    assert words(answer).replace("sari", "") == words(nobody).replace("tidakada", "")


@pytest.mark.parametrize("role", ["village-clerk", "regency-officer", "auditor", "treasurer"])
def test_nobody_but_who_may_invite_sees_the_invitations(role: str) -> None:
    assert a_client("orang", role, "32.14").get("/access/invitations/").status_code == 403


NEW = {
    "full_name": "Sari Dewi",
    "username": "sari.dewi",
    "role": "village-clerk",
    "area": "32.14.16.2005",
    "why": "SK 12",
}


@pytest.fixture
def keeper() -> Client:
    """An administrator of the regency, just signed in."""
    return a_client("kepala-1", "administrator", "32.14")


@pytest.fixture
def other_keeper() -> Client:
    return a_client("kepala-2", "administrator", "32.14")


def _link_on(page: str) -> str:
    (found,) = re.findall(r"/access/invitations/([\w-]{43})/", page)
    return found


def test_somebody_new_is_invited_by_one_and_let_in_by_another(keeper: Client, other_keeper: Client) -> None:
    page = keeper.post("/access/invitations/new/", NEW)
    token = _link_on(page.content.decode())
    assert Client().get(link(token)).status_code == 410, "not before another has agreed"
    (change,) = RoleChange.objects.filter(username="sari.dewi")
    assert (change.role, change.asked_by, change.decided_by) == ("village-clerk", "kepala-1", None)
    other_keeper.post(f"/access/roles/{change.pk}/decide/", {"decision": "grant"})
    made = Invitation.objects.get(user__username="sari.dewi")
    other_keeper.post("/access/invitations/", {"do": "confirm", "username": "sari.dewi", "invitation": made.pk})
    response = Client().post(link(token), {"password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == "/regions/32.14.16.2005/"


@pytest.mark.parametrize(("field", "given", "said"), [
    ("full_name", "  ", "nama lengkap"), ("username", "", "nama pengguna"), ("username", "Sari Dewi", "huruf kecil"),
    ("username", "operator", "sudah dipakai"), ("username", "kepala-1", "sudah dipakai"), ("role", "", "peran"),
    ("role", "raja", "raja"), ("area", "33.01", "33.01"), ("area", "x", "x"), ("why", "", "alasan"),
    ("line", "csr", "sumber dana"),
])  # fmt: skip
def test_whoever_is_invited_wrongly_is_told_where_and_nobody_is_made(
    keeper: Client, field: str, given: str, said: str
) -> None:
    before = User.objects.count()
    page = keeper.post("/access/invitations/new/", {**NEW, field: given})
    assert page.status_code == 422 and said in words(page).lower()
    assert f'id="wrong-{field}"' in page.content.decode()
    assert User.objects.count() == before and not Invitation.objects.exists()


def test_only_who_may_invite_does(client: Client) -> None:
    officer = a_client("petugas", "regency-officer", "32.14")
    assert officer.post("/access/invitations/new/", NEW).status_code == 403
    assert officer.get("/access/invitations/new/").status_code == 403
