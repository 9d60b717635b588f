"""Second steps: an app, codes on paper, kept locked; and nobody who approves or pays goes without."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import zxingcpp
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from payung.access.actions.invite import invite_demo_users
from payung.access.queries import SECOND_STEP, Acting, must_have_second_step, roles
from payung.web.access.mfa.adapter import MfaAdapter
from tests.people_who_sign_in import PASSWORD, a_real_user
from tests.web.pages import words

pytestmark = pytest.mark.django_db
SIGN_IN, APP, SECOND = "/access/sign-in/", "/access/mfa/app/", "/access/mfa/authenticate/"
Entered = Callable[[], Client]


@pytest.fixture(autouse=True)
def half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the codes stands still: on a busy machine one of the last half minute would be too old when it comes."""
    moment = time.time()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: moment))


def code_of(secret: str, periods: int = 0) -> str:
    """What the app shows now, or some half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(auth.time.time()) // 30 + periods))


def sign_in(client: Client, name: str = "petugas") -> str:
    """Where the password leads."""
    return client.post(SIGN_IN, {"username": name, "password": PASSWORD}).headers["Location"]


@pytest.fixture
def officer() -> None:
    """An officer of the regency, who releases places and so must show a second step."""
    a_real_user("petugas", "regency-officer", "32.14", "Dewi Lestari")


@pytest.fixture
def secret(officer: None, client: Client) -> str:
    """The officer with an app set up, signed out; gives its secret."""
    sign_in(client)
    client.get(APP)
    found = str(client.session["mfa.totp.secret"])
    assert client.post(APP, {"code": code_of(found, -1)}).headers["Location"] == "/access/mfa/codes/"
    client.post("/access/sign-out/")
    return found


def test_whoever_must_show_a_second_step_is_led_to_it_and_can_do_nothing_else(officer: None, client: Client) -> None:
    assert sign_in(client) == "/"
    for address in (
        "/",
        "/people/",
        "/regions/32.14/",
        "/membership/release/",
        "/regions/32.14/export/",
        "/access/sessions/",
    ):
        assert client.get(address).headers["Location"] == "/access/mfa/"
    assert "Pasang langkah kedua dahulu" in words(client.get("/access/mfa/"))
    assert client.post("/membership/release/", {"line": "x"}).headers["Location"] == "/access/mfa/"
    assert client.post("/access/sign-out/").headers["Location"] == SIGN_IN


def test_a_clerk_goes_without(client: Client) -> None:
    a_real_user("sari")
    sign_in(client, "sari")
    assert client.get("/people/").status_code == 200


def test_demo_users_are_exempt_in_demo_mode_alone_and_the_page_says_so(client: Client, settings: Settings) -> None:
    invite_demo_users()
    settings.DEMO = True
    assert "tanpa langkah kedua" in words(client.get(SIGN_IN))
    client.post(SIGN_IN, {"demo": "demo-disnaker"})
    assert client.get("/people/").status_code == 200
    settings.DEMO = False
    assert client.get("/people/").headers["Location"] == "/access/mfa/"


@pytest.mark.parametrize(("role", "must"), [("claims-approver", True), ("treasurer", True), ("administrator", True),
                                            ("village-clerk", False), ("auditor", False), ("sponsor", False)])  # fmt: skip
def test_the_roles_that_approve_pay_or_decide_must(role: str, must: bool) -> None:
    assert must_have_second_step(Acting("a", "auditor", others=(Acting("a", role),))) is must
    assert any(set(SECOND_STEP) & set(held["may"]) for held in roles().values())


def test_the_app_is_set_up_by_a_picture_that_can_be_scanned_and_by_text(officer: None, client: Client) -> None:
    sign_in(client)
    page = client.get(APP)
    drawn = page.context["totp_url"]
    assert client.session["mfa.totp.secret"] in words(page) and "otpauth://totp/petugas" in drawn
    again = zxingcpp.create_barcode(drawn, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(scale=4)
    assert zxingcpp.read_barcode(again).text == drawn
    assert b"<svg viewBox" in page.content and b"data:image" not in page.content and b"style=" not in page.content


def test_password_and_code_open_together_and_neither_alone(secret: str, client: Client) -> None:
    assert sign_in(client) == SECOND
    assert client.get("/people/").headers["Location"].startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session
    assert client.post(SECOND, {"code": code_of(secret)}).headers["Location"] == "/"
    assert client.get("/people/").status_code == 200


def test_a_code_without_a_password_opens_nothing(secret: str) -> None:
    assert Client().post(SECOND, {"code": code_of(secret)}).headers["Location"] == SIGN_IN


@pytest.mark.parametrize("written", ["{}{}", "{} {}", "{}-{}", "{}.{}", "-{}{}.", "{}_/{}"])
def test_a_code_that_was_seen_over_a_shoulder_opens_nothing_however_it_is_written(
    secret: str, client: Client, written: str
) -> None:
    code = code_of(secret)
    sign_in(client)
    client.post(SECOND, {"code": code})
    # What allauth keeps of it, in the memory of one process, is not what holds: another process has none of it.
    cache.clear()
    thief = Client()
    sign_in(thief)
    answer = thief.post(SECOND, {"code": written.format(code[:3], code[3:])})
    assert "sudah pernah dipakai" in words(answer) and "_auth_user_id" not in thief.session


def test_six_digits_cannot_be_guessed_through(secret: str, client: Client) -> None:
    sign_in(client)
    for number in range(5):
        client.post(SECOND, {"code": f"00000{number}"})
    answer = client.post(SECOND, {"code": code_of(secret)})
    assert "Coba lagi pukul" in words(answer) and "_auth_user_id" not in client.session


def test_a_code_on_paper_opens_once(secret: str, client: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]
    sign_in(client)
    assert client.post(SECOND, {"code": code}).headers["Location"] == "/"
    again = Client()
    sign_in(again)
    assert again.post(SECOND, {"code": code}).status_code == 200


def test_the_codes_on_paper_are_shown_once(officer: None, client: Client) -> None:
    sign_in(client)
    client.get(APP)
    client.post(APP, {"code": code_of(str(client.session["mfa.totp.secret"]))})
    first, second = client.get("/access/mfa/codes/"), client.get("/access/mfa/codes/")
    assert len(first.context["unused_codes"]) == 10 and first.context["unused_codes"][0] in words(first)
    assert first.context["unused_codes"][0] not in words(second)


def test_a_stolen_database_shows_no_secret(secret: str) -> None:
    kept = {each.type: each.data for each in Authenticator.objects.all()}
    assert secret not in str(kept) and kept["totp"]["secret"].startswith("gAAAA")
    assert kept["recovery_codes"]["seed"].startswith("gAAAA")
    assert MfaAdapter().decrypt(kept["totp"]["secret"]) == secret
    key = configured.KEY_FOLDER / "second-step-key"
    assert key.stat().st_mode & 0o077 == 0


def test_removing_the_app_wants_a_fresh_sign_in(secret: str, client: Client) -> None:
    sign_in(client)
    client.post(SECOND, {"code": code_of(secret)})
    session = client.session
    session["account_authentication_methods"] = [
        {**each, "at": each["at"] - 3_600} for each in session["account_authentication_methods"]
    ]
    session.save()
    assert client.post("/access/mfa/app/remove/").headers["Location"].startswith("/access/again/")
    assert Authenticator.objects.filter(type="totp").exists()
