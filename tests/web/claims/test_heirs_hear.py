"""The number of an heir on the page of a claim: given, forgotten, stopped; and errors beside their field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from payung.claims.jobs import send_now
from payung.claims.models import Claim, ClaimDocument, ClaimHeir
from tests.claims.cases import picture
from tests.claims.gateway import a_gateway
from tests.users import a_client
from tests.web.claims.cases import approver, bring, officer, reported, with_heir
from tests.web.pages import words

PHONE = "0812 7777 0009"


@pytest.fixture
def page(clerk: Client, settings: Any) -> Any:
    """A claim that was told, its address; a gateway is set."""
    settings.MESSAGES_URL = "http://127.0.0.1:1/"
    return f"/claims/{reported(clerk).number}/"


def claim() -> Claim:
    return Claim.objects.get()


def field(answer: Any, name: str) -> str:
    """The markup of an input by its id."""
    return re.search(rf'<input id="id_{name}"[^>]*>', answer.content.decode()).group()


def test_an_heir_is_entered_with_a_number_and_hears(clerk: Client, settings: Any) -> None:
    with a_gateway() as gateway:
        settings.MESSAGES_URL = gateway.url
        with_heir(clerk, reported(clerk), heir_phone=PHONE, heir_wants="yes")
        assert send_now().handed_over == 1
        assert gateway.bodies[0]["to"] == "+6281277770009" and claim().number in gateway.bodies[0]["text"]
    said = words(clerk.get(f"/claims/{claim().number}/"))
    assert f"HP {PHONE} menerima kabar SMS" in said and "kepada BUDI SANTOSO" in said


def test_without_a_gateway_no_wish_of_an_heir_is_asked_for_or_kept(clerk: Client) -> None:
    found = reported(clerk)
    assert "lewat SMS" not in words(clerk.get(f"/claims/{found.number}/"))
    with_heir(clerk, found, heir_phone=PHONE, heir_wants="yes")
    assert list(ClaimHeir.objects.values_list("phone", "wants_messages")) == [(PHONE, False)]


def test_a_wrong_number_of_an_heir_is_told_at_its_field_and_nothing_is_lost(clerk: Client, page: str) -> None:
    answer = with_heir(clerk, claim(), heir_phone="tetangga", heir_wants="yes")
    assert answer.status_code == 422 and 'href="#id_heir_phone"' in answer.content.decode()
    assert 'value="tetangga"' in answer.content.decode() and 'id="wrong-heir_phone"' in answer.content.decode()
    assert 'id="id_heir_wants" value="yes" checked' in answer.content.decode() and not ClaimHeir.objects.exists()


def test_a_number_is_mended_and_forgotten_on_the_page(clerk: Client, page: str) -> None:
    with_heir(clerk, claim())
    heir = ClaimHeir.objects.get()
    at = f"/claims/heirs/{heir.pk}/phone/"
    wrong = clerk.post(at, {"phone": "tetangga", "heir_wants": "yes"})
    assert wrong.status_code == 422 and f'aria-describedby="wrong-phone_{heir.pk}"' in wrong.content.decode()
    assert (
        'value="tetangga"' in wrong.content.decode()
        and f'id="id_wants_{heir.pk}" value="yes" checked' in wrong.content.decode()
    )
    assert clerk.post(at, {"phone": PHONE, "heir_wants": "yes"}).status_code == 302
    assert f"HP {PHONE} menerima kabar SMS" in words(clerk.get(page))
    assert clerk.post(at, {"forget": "yes"}).status_code == 302
    said = words(clerk.get(page))
    assert "7777" not in said and "Catat nomor HP BUDI SANTOSO" in said and "Hentikan" not in said


def test_the_guardian_is_named_where_a_minor_s_number_is_kept(clerk: Client, page: str) -> None:
    more = {"relation": "child", "birth_on": "2015-01-01", "guardian_name": "IDA", "heir_name": "ANI"}
    with_heir(clerk, claim(), heir_phone=PHONE, heir_wants="yes", **more)
    said = words(clerk.get(page))
    assert "Nomor HP wali, IDA" in said and "Hentikan kabar SMS kepada IDA" in said and "kepada IDA" in said


def test_one_button_stops_a_number_that_was_told_twice(clerk: Client, settings: Any) -> None:
    settings.MESSAGES_URL = "http://127.0.0.1:1/"
    found = reported(clerk, teller_phone=PHONE, wants_messages="yes")
    with_heir(clerk, found, heir_name="BUDI S", heir_phone="+6281277770009", heir_wants="yes")
    heir, page = ClaimHeir.objects.get(), f"/claims/{found.number}/"
    assert words(clerk.get(page)).count("Hentikan kabar SMS") == 1
    assert clerk.post(f"{page}messages/stop/", {"heir": heir.pk}).status_code == 302
    assert "Hentikan kabar SMS" not in words(clerk.get(page)) and "menerima kabar SMS" not in words(clerk.get(page))


def test_a_number_is_for_those_who_work_with_the_family(clerk: Client, page: str) -> None:
    with_heir(clerk, claim(), heir_phone=PHONE)
    heir = ClaimHeir.objects.get()
    assert PHONE in words(officer().get(page)) and PHONE not in words(approver().get(page))
    assert approver().post(f"/claims/heirs/{heir.pk}/phone/", {"forget": "yes"}).status_code == 403
    stranger = a_client("sebelah", "village-clerk", "32.14.16.2006")
    assert stranger.post(f"/claims/heirs/{heir.pk}/phone/", {"forget": "yes"}).status_code == 404
    assert ClaimHeir.objects.get().phone == PHONE


def test_a_removal_without_a_reason_is_told_beside_its_field(clerk: Client, page: str) -> None:
    with_heir(clerk, claim())
    heir, handler = ClaimHeir.objects.get(), officer()
    name = f"why_{heir.pk}"
    assert "aria-invalid" not in field(handler.get(page), name)
    answer = handler.post(f"/claims/heirs/{heir.pk}/remove/", {"why": " "})
    text = answer.content.decode()
    assert answer.status_code == 422 and f'href="#id_{name}"' in text and f'<p class="error" id="wrong-{name}">' in text
    assert f'aria-describedby="wrong-{name}" aria-invalid="true"' in field(answer, name)
    assert "<details open><summary>Keluarkan BUDI SANTOSO" in text


def test_a_paper_rejected_without_a_reason_is_told_beside_its_field(clerk: Client, page: str) -> None:
    bring(clerk, claim(), "card", picture(30))
    bring(clerk, claim(), "family-card", picture(60))
    first, second = ClaimDocument.objects.order_by("pk")
    answer = officer().post(f"/claims/papers/{second.pk}/reject/", {"why": ""})
    text = answer.content.decode()
    name, other = f"why_{second.pk}_paper", f"why_{first.pk}_paper"
    assert f'href="#id_{name}"' in text and f'<p class="error" id="wrong-{name}">' in text
    assert f'aria-describedby="wrong-{name}" aria-invalid="true"' in field(answer, name)
    assert "aria-invalid" not in field(answer, other) and text.count("<details open><summary>Tolak") == 1
