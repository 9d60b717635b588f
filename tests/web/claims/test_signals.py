"""What is odd about a claim, as whoever handles or approves it reads it; nobody else does, and nothing is decided by it."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from payung.claims.actions.name_heir import enter_heir_account
from payung.claims.models import ClaimHeir
from payung.people.actions.note_consent import note_consent
from payung.screening.actions.record import record
from tests.web.claims.cases import approver, assessed, covered, decide, officer, reported, with_heir
from tests.web.pages import words

ON_ONE = "Rekening ahli waris dipakai juga di 1 klaim lain."


def test_an_account_on_another_claim_is_told_to_who_handles_and_to_who_approves(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    other = reported(clerk, covered(1))
    with_heir(clerk, other, heir_name="JOKO")
    claim = assessed(clerk, handler)
    for heir in ClaimHeir.objects.all():
        enter_heir_account(heir_id=heir.pk, bank="bjb", number="0012345678", holder_name="X")
    for client in (handler, eyes):
        page = words(client.get(f"/claims/{claim.number}/"))
        assert ON_ONE in page and "0012345678" not in page and "Ini petunjuk, bukan keputusan" in page
    assert "klaim lain" not in words(clerk.get(f"/claims/{claim.number}/"))
    assert decide(eyes, claim).status_code == 302
    assert ON_ONE in words(handler.get(f"/claims/{claim.number}/")), "the account came after the assessment"


def test_what_the_worker_did_after_the_death_is_named_without_anything_of_the_check(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    said: dict[str, Any] = {
        "event": "Skrining gula darah",
        "results": {"glucose": "391"},
        "consent": "form",
        "by": "bidan",
    }
    for days in (0, 3):
        record(person=claim.person, measured_on=claim.happened_on + timedelta(days=days), at=timezone.now(), **said)
    note_consent(person=claim.person, purpose="protection", how="form", on=claim.happened_on, by="operator")
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Masih tercatat 3 hari sesudah hari meninggal: hadir pada pemeriksaan kesehatan." in page
    assert "Pada hari meninggal tercatat juga: memberi persetujuan pada formulir." in page
    assert "Skrining" not in page and "391" not in page
    assert "tercatat juga" not in words(clerk.get(f"/claims/{claim.number}/"))
    handler.cookies["django_language"] = "en"
    assert "Recorded 3 days after the day of death: was at a health check." in words(
        handler.get(f"/claims/{claim.number}/")
    )
