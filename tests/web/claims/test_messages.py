"""The wish for messages on the form, what the page of a claim says of them, and the end of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from payung.claims.jobs import send_now
from payung.claims.models import ClaimMessage, ClaimReport
from tests.claims.gateway import a_gateway
from tests.web.claims.cases import TOLD, covered, officer, reported
from tests.web.claims.test_accident_pages import DIED, STRUCK, hurt, post, refused_at
from tests.web.pages import words

WANTS = {"wants_messages": "yes"}


def test_without_a_gateway_nobody_is_asked_for_a_wish_and_none_is_kept(clerk: Client) -> None:
    assert "lewat SMS" not in words(clerk.get(f"/claims/report/{covered().pk}/"))
    claim = reported(clerk, **WANTS)
    assert not ClaimReport.objects.get(claim=claim).wants_messages and send_now().handed_over == 0
    assert "Kabar untuk keluarga" not in words(clerk.get(f"/claims/{claim.number}/"))


@pytest.mark.parametrize("phone", ["", "0264 12", "tetangga"])
def test_a_wish_wants_a_number_that_takes_messages(clerk: Client, settings: object, phone: str) -> None:
    settings.MESSAGES_URL = "http://127.0.0.1:1/"
    answer = clerk.post(f"/claims/report/{covered().pk}/", {**TOLD, **WANTS, "teller_phone": phone})
    assert answer.status_code == 422 and "Nomor telepon ini tidak dapat menerima SMS." in words(answer)


def test_the_page_tells_what_became_of_each_message_until_they_are_stopped(clerk: Client, settings: object) -> None:
    with a_gateway() as gateway:
        settings.MESSAGES_URL = gateway.url
        claim = reported(clerk, **WANTS)
        page = f"/claims/{claim.number}/"
        assert "SMS belum terkirim Menunggu giliran" in words(clerk.get(page))
        gateway.answers[:] = [500]
        assert send_now().again == 1
        assert "Gateway SMS sedang bermasalah, dicoba lagi" in words(clerk.get(page))
        ClaimMessage.objects.update(next_at=datetime.now(UTC) - timedelta(minutes=1))
        assert send_now().handed_over == 1 and claim.number in gateway.bodies[1]["text"]
    said = words(clerk.get(page))
    assert "Laporan diterima SMS terkirim" in said and "Hentikan kabar SMS kepada BUDI SANTOSO" in said
    report = ClaimReport.objects.get(claim=claim)
    assert clerk.post(f"{page}messages/stop/", {"report": report.pk}).status_code == 302
    assert "Hentikan kabar SMS" not in words(clerk.get(page))
    again = clerk.post(f"{page}messages/stop/", {"report": "x"})
    assert again.status_code == 422


def wishes() -> list[tuple[str, str]]:
    """Whom messages go to, and about what sort of claim."""
    return list(ClaimReport.objects.filter(wants_messages=True).values_list("teller_phone", "claim__kind"))


def test_stage_one_of_an_accident_takes_the_wish(clerk: Client, settings: object) -> None:
    claim = reported(clerk, what="accident-work", happened_on="2025-11-18")
    given = STRUCK | {"struck_wants": "yes", "struck_teller_phone": "tetangga"}
    settings.MESSAGES_URL = "http://127.0.0.1:1/"
    wrong = post(clerk, claim, "accident", **given)
    refused_at(wrong, "struck_teller_phone", "tidak dapat menerima SMS")
    assert 'id="id_struck_wants" value="yes" checked' in wrong.content.decode()
    assert post(clerk, claim, "accident", **given | {"struck_teller_phone": "081200000002"}).status_code == 302
    assert wishes() == [("081200000002", "accident")] and ClaimMessage.objects.get().kind == "reported"


def test_a_death_after_an_accident_takes_the_wish_and_none_without_a_gateway(clerk: Client, settings: object) -> None:
    handler, claim = officer(), hurt(covered())
    given = DIED | {"died_wants": "yes", "died_teller_phone": "081200000002"}
    settings.MESSAGES_URL = "http://127.0.0.1:1/"
    wrong = post(handler, claim, "accident/died", **given | {"died_teller_phone": ""})
    refused_at(wrong, "died_teller_phone", "tidak dapat menerima SMS")
    assert post(handler, claim, "accident/died", **given).status_code == 302
    assert wishes() == [("081200000002", "death")]
    settings.MESSAGES_URL = ""
    assert "SMS ke nomor itu" not in words(handler.get(f"/claims/{claim.number}/"))
