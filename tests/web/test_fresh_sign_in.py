"""Step-up: what leaves the house wants a sign-in of the last ten minutes, and a form that was sent is not lost by it."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver
from pytest_django.fixtures import Settings

from payung.access.actions.invite import invite_demo_users
from payung.access.models import Breach, BreachNotice, RoleChange, User
from payung.access.queries import seeing
from payung.people.models import DataRequest, Person
from payung.units.region import Area
from payung.web.access.fresh import FRESH_SECONDS, fresh, sign_in_again
from tests.people_who_sign_in import PASSWORD, a_real_user
from tests.roles import TANJUNGSARI
from tests.web.pages import words

pytestmark = pytest.mark.django_db
EXPORT, AGAIN = "/regions/32.14.16.2005/export/", "/access/again/"


def grow_old(client: Client, seconds: float = FRESH_SECONDS + 1) -> None:
    """The sign-in of this client lies some seconds further back."""
    session = client.session
    key = "account_authentication_methods"
    session[key] = [{**each, "at": each["at"] - seconds} for each in session[key]]
    session.save()


@pytest.fixture
def clerk(purwakarta: object) -> Client:
    """A real auditor, who may export, signed in by password just now."""
    a_real_user("sari", "auditor", "32.14.16.2005")
    client = Client()
    client.post("/access/sign-in/", {"username": "sari", "password": PASSWORD})
    return client


def test_just_signed_in_nothing_is_asked_again(clerk: Client) -> None:
    assert clerk.get(EXPORT).status_code == 200


def test_after_ten_minutes_the_password_is_asked_and_leads_back(clerk: Client) -> None:
    grow_old(clerk)
    asked = clerk.get(f"{EXPORT}?on=2025-11-21")
    assert asked.headers["Location"] == f"{AGAIN}?next=%2Fregions%2F32.14.16.2005%2Fexport%2F%3Fon%3D2025-11-21"
    assert "sepuluh menit" in words(clerk.get(asked.headers["Location"]))
    back = clerk.post(AGAIN, {"password": PASSWORD, "next": f"{EXPORT}?on=2025-11-21"})
    assert back.headers["Location"] == f"{EXPORT}?on=2025-11-21"
    assert clerk.get(EXPORT).status_code == 200


def test_pages_that_only_show_stay_open(clerk: Client) -> None:
    grow_old(clerk)
    assert clerk.get("/people/").status_code == 200


def test_a_wrong_password_is_not_fresh(clerk: Client) -> None:
    grow_old(clerk)
    assert "tidak cocok" in words(clerk.post(AGAIN, {"password": "salah-sekali", "next": EXPORT}))
    assert clerk.get(EXPORT).status_code == 302


def test_the_password_cannot_be_guessed_here_either(clerk: Client) -> None:
    grow_old(clerk)
    for number in range(5):
        clerk.post(AGAIN, {"password": f"salah-{number}", "next": EXPORT})
    assert "Coba lagi pukul" in words(clerk.post(AGAIN, {"password": PASSWORD, "next": EXPORT}))


def test_nobody_is_sent_to_another_host_after_it(clerk: Client) -> None:
    grow_old(clerk)
    answer = clerk.post(AGAIN, {"password": PASSWORD, "next": "https://jahat.example/"})
    assert answer.headers["Location"] == "/"


@pytest.fixture
def chief() -> Client:
    """A real administrator with a second step, signed in."""
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(a_real_user("kepala-3", "administrator", "32.14"), "JBSWY3DPEHPK3PXP")
    client = Client()
    client.post("/access/sign-in/", {"username": "kepala-3", "password": PASSWORD})
    client.post("/access/mfa/authenticate/", {"code": _code()})
    return client


def _code(periods: int = 0) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", int(time.time()) // 30 + periods))


ASKED = {"username": "kepala-1", "role": "auditor", "area": "32.14", "line": "", "why": "cuti", "verb": "give"}


def test_a_form_that_was_sent_waits_and_is_carried_out_once(chief: Client) -> None:
    grow_old(chief)
    before = RoleChange.objects.count()
    asked = chief.post("/access/roles/ask/", ASKED)
    assert asked.headers["Location"].startswith(AGAIN) and RoleChange.objects.count() == before
    assert "Isian Anda tersimpan" in words(chief.get(asked.headers["Location"]))
    done = chief.post(AGAIN, {"password": PASSWORD, "next": "/access/roles/ask/"})
    change = RoleChange.objects.get(username="kepala-1", role="auditor")
    assert done.headers["Location"] == "/access/roles/" and (change.why, change.asked_by) == ("cuti", "kepala-3")
    chief.post(AGAIN, {"password": PASSWORD, "next": "/access/roles/ask/"})
    assert RoleChange.objects.count() == before + 1


def test_the_answer_to_a_worker_waits_for_a_fresh_sign_in_and_is_not_written_twice() -> None:
    a_real_user("sari")
    with seeing(Area(""), by="test"):
        person = Person.objects.create(nik="3214991705800001", name="SITI", birth_on="1980-05-17", village=TANJUNGSARI)
    client = Client()
    client.post("/access/sign-in/", {"username": "sari", "password": PASSWORD})
    client.post(
        f"/people/{person.pk}/requests/", {"kind": "restriction", "asked_how": "datang sendiri, KTP dicocokkan"}
    )
    asked = DataRequest.objects.get()
    answer, sent = f"/people/requests/{asked.pk}/", {"decision": "refuse", "answer": "Sudah dijelaskan."}
    grow_old(client)
    assert client.post(answer, sent).headers["Location"].startswith(AGAIN)
    assert DataRequest.objects.get().state == "open"
    assert client.post(AGAIN, {"password": PASSWORD, "next": answer}).headers["Location"] == "/people/requests/"
    assert DataRequest.objects.get().answer == "Sudah dijelaskan."


def test_what_is_said_of_a_breach_waits_for_a_fresh_sign_in(chief: Client) -> None:
    said = {"username": "budi", "happened": "Kata sandi dicuri.", "data": "NIK.", "handling": "Akses ditutup."}
    at = chief.post("/access/breach/", said).headers["Location"]
    for step, sent in (("tell/", {"told": "agency", "how": "surat 12"}), ("close/", {})):
        grow_old(chief)
        assert chief.post(f"{at}{step}", sent).headers["Location"].startswith(AGAIN)
        assert Breach.objects.get().closed_at is None and BreachNotice.objects.count() == (step == "close/")
        chief.post(AGAIN, {"password": PASSWORD, "next": f"{at}{step}"})
    assert BreachNotice.objects.get().how == "surat 12" and Breach.objects.get().closed_by == "kepala-3"


def test_a_code_of_the_app_is_as_fresh_as_a_password(chief: Client) -> None:
    grow_old(chief)
    chief.post("/access/roles/ask/", ASKED)
    chief.post("/access/mfa/again/", {"code": _code(1), "next": "/access/roles/ask/"})
    assert RoleChange.objects.filter(username="kepala-1", role="auditor").exists()


def test_what_waits_belongs_to_its_own_session(chief: Client) -> None:
    grow_old(chief)
    chief.post("/access/roles/ask/", ASKED)
    chief.post("/access/sign-out/")
    chief.post("/access/sign-in/", {"username": "kepala-3", "password": PASSWORD})
    chief.post("/access/mfa/authenticate/", {"code": _code(1)})
    chief.post(AGAIN, {"password": PASSWORD, "next": "/access/roles/ask/"})
    assert not RoleChange.objects.filter(role="auditor").exists()


def test_a_file_does_not_wait_and_the_user_is_told(clerk: Client) -> None:
    from django.contrib.messages.storage.fallback import FallbackStorage

    request = RequestFactory().post("/x/", {"file": SimpleUploadedFile("a.csv", b"a")})
    request.session = clerk.session
    request._messages = FallbackStorage(request)
    sign_in_again(request)
    assert "account_reauthentication_state" not in request.session
    assert "pilih berkasnya kembali" in str(*request._messages)


def test_a_secret_does_not_wait_in_the_session_and_the_user_is_told(chief: Client) -> None:
    grow_old(chief)
    asked = chief.post("/access/password/", {"password": "Kata-Sandi-Baru-77"})
    assert asked.headers["Location"] == f"{AGAIN}?next=%2Faccess%2Fpassword%2F"
    assert "Kata-Sandi-Baru-77" not in str(dict(chief.session)) and "Isian rahasia" in words(chief.get(AGAIN))
    chief.post(AGAIN, {"password": PASSWORD, "next": "/access/password/"})
    assert User.objects.get(username="kepala-3").check_password(PASSWORD)


def test_demo_users_are_exempt_in_demo_mode_and_the_account_page_says_so(
    purwakarta: object, settings: Settings
) -> None:
    settings.DEMO = True
    invite_demo_users()
    client = Client()
    client.post("/access/sign-in/", {"demo": "demo-inspektorat"})
    grow_old(client)
    assert client.get(EXPORT).status_code == 200
    assert "dibebaskan" in words(client.get("/access/"))
    settings.DEMO = False
    assert client.get(EXPORT).status_code == 302


def _views() -> dict[str, object]:
    def walk(patterns: list, prefix: str = "") -> dict[str, object]:
        found: dict[str, object] = {}
        for each in patterns:
            if hasattr(each, "url_patterns"):
                found |= walk(each.url_patterns)
            elif each.name:
                found[each.name] = each.callback
        return found

    return walk(get_resolver().url_patterns)


@pytest.mark.parametrize("name", ["region-export", "cards-person", "cards-village", "release-places", "membership-end",
                                  "membership-renew", "falling-out-export", "self-paying",
                                  "membership-take-back", "intake-workbook",
                                  "role-ask", "role-decide", "token-revoke", "invitations", "password", "mfa_activate_totp",
                                  "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_view_recovery_codes",
                                  "mfa_add_webauthn", "mfa_remove_webauthn",
                                  "breach-tell", "breach-close", "request-answer", "line-receive", "line-give-back",
                                  "line-refund", "line-overpay", "line-overpaid-back",
                                  "invoice-pay", "invoice-code", "invoice-run", "entry-correct"])  # fmt: skip
def test_what_leaves_the_house_or_changes_rights_wants_a_fresh_sign_in(name: str) -> None:
    assert getattr(_views()[name], "fresh", False)


def test_it_takes_one_line_to_use() -> None:
    @fresh
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("x")

    assert view.fresh  # type: ignore[attr-defined]
