"""Tokens of programs on the page: what there is, until when, and its end; for an administrator of the place, and in the log."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from payung.access.actions.issue_token import issue_token
from payung.access.models import History, ServiceToken
from payung.access.queries import seeing
from payung.units.region import Area
from tests.users import a_client
from tests.web.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def tokens(purwakarta: object) -> dict[str, int]:
    """A token each of the regency, a village in it, the province, the country, and another regency: number by name."""
    areas = {"kabupaten": "32.14", "desa": "32.14.16.2005", "provinsi": "32", "negara": "", "tetangga": "32.15"}
    with seeing(Area(""), by="test"):
        for name, area in areas.items():
            issue_token(name=name, permissions=["see"], area=area, days=30, by="test", at=timezone.now())
    return dict(ServiceToken.objects.values_list("name", "pk"))


@pytest.fixture
def chief(tokens: dict[str, int]) -> Client:
    return a_client("kepala-3", "administrator", "32.14")


def revoked() -> set[str]:
    return set(ServiceToken.objects.exclude(revoked_at=None).values_list("name", flat=True))


def test_the_page_says_which_tokens_read_the_area_and_until_when(chief: Client) -> None:
    said = words(chief.get("/access/roles/")).partition("Token untuk program")[2]
    assert all(name in said for name in ("kabupaten", "desa", "provinsi", "negara")) and "tetangga" not in said
    assert "melihat orang" in said and "belum pernah dipakai" in said and "wilayah yang lebih luas" in said


def test_a_token_is_revoked_and_the_log_says_by_whom(chief: Client, tokens: dict[str, int]) -> None:
    for name in ("kabupaten", "desa"):
        done = chief.post(f"/access/tokens/{tokens[name]}/revoke/", follow=True)
        assert "Token dicabut" in words(done)
    assert revoked() == {"kabupaten", "desa"}
    with seeing(Area(""), by="test"):
        noted = History.objects.filter(table_name="service_token", verb="U").values_list("by", "role")
        assert set(noted) == {("kepala-3", "administrator")}
    assert "tidak ada" in words(chief.post(f"/access/tokens/{tokens['desa']}/revoke/", follow=True)).lower()


@pytest.mark.parametrize("name", ["provinsi", "negara", "tetangga"])
def test_a_token_that_reads_elsewhere_is_not_ended_from_here(chief: Client, tokens: dict[str, int], name: str) -> None:
    assert chief.post(f"/access/tokens/{tokens[name]}/revoke/").status_code == 404 and revoked() == set()


def test_whoever_sees_the_country_ends_what_reads_the_country(tokens: dict[str, int]) -> None:
    a_client("pusat", "administrator", "").post(f"/access/tokens/{tokens['negara']}/revoke/")
    assert revoked() == {"negara"}


def test_whoever_only_asks_for_roles_sees_no_tokens_and_ends_none(tokens: dict[str, int]) -> None:
    officer = a_client("petugas", "regency-officer", "32.14")
    assert "Token untuk program" not in words(officer.get("/access/roles/"))
    assert officer.post(f"/access/tokens/{tokens['kabupaten']}/revoke/").status_code == 403 and revoked() == set()
