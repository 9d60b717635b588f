"""The family on the page of a claim: who was named at enrolment is offered, others are proven, a guardian is added later."""

from __future__ import annotations

from django.test import Client

from payung.claims.models import Claim, ClaimDocument, ClaimHeir
from payung.people.models import Person
from tests.web.claims.cases import brought, officer, reported, with_heir
from tests.web.pages import words

RIGHT, OTHER = "BUDI SANTOSO", "CICIH SUMIATI"


def with_a_name(clerk: Client, name: str) -> Claim:
    claim = reported(clerk)
    Person.objects.filter(pk=claim.person_id).update(heir_name=name, heir_relation="Suami")
    return claim


def page(client: Client, claim: Claim) -> str:
    return client.get(f"/claims/{claim.number}/").content.decode()


def test_the_heir_named_at_enrolment_is_offered_and_never_taken_over(clerk: Client) -> None:
    claim = with_a_name(clerk, RIGHT)
    first = page(clerk, claim)
    assert f'value="{RIGHT}"' in first and '<option value="spouse" selected>' in first and "disebut pekerja" in first
    assert not ClaimHeir.objects.filter(claim=claim).exists()
    with_heir(clerk, claim)
    assert f'value="{RIGHT}"' not in page(clerk, claim)
    brought(clerk, claim)
    assert "Surat lengkap dan benar" in page(officer(), claim)


def test_another_heir_waits_for_a_proof_before_the_claim_is_complete(clerk: Client) -> None:
    handler, claim = officer(), with_a_name(clerk, OTHER)
    with_heir(clerk, claim)
    assert "Unggah dahulu suratnya" in words(clerk.get(f"/claims/{claim.number}/"))
    brought(clerk, claim)
    said = words(handler.get(f"/claims/{claim.number}/"))
    assert "Belum ada bukti" in said and "Pilih suratnya" in said and "Surat lengkap dan benar" not in said
    assert handler.post(f"/claims/{claim.number}/complete/").status_code == 422
    heir, card = ClaimHeir.objects.get(claim=claim), ClaimDocument.objects.get(claim=claim, kind="family-card")
    assert clerk.post(f"/claims/heirs/{heir.pk}/proof/", {"proof": "0"}).status_code == 422
    assert clerk.post(f"/claims/heirs/{heir.pk}/proof/", {"proof": str(card.pk)}).status_code == 302
    assert "bukti: Kartu keluarga" in words(clerk.get(f"/claims/{claim.number}/"))
    assert handler.post(f"/claims/{claim.number}/complete/").status_code == 302


def test_a_guardian_is_added_later_on_the_page(clerk: Client) -> None:
    claim = reported(clerk)
    with_heir(clerk, claim, relation="child", birth_on="2015-01-01", guardian_name="WALI")
    ClaimHeir.objects.filter(claim=claim).update(guardian_name="")
    heir = ClaimHeir.objects.get(claim=claim)
    assert "wali belum dicatat" in page(clerk, claim)
    refused = clerk.post(f"/claims/heirs/{heir.pk}/guardian/", {"guardian": " "})
    assert refused.status_code == 422 and f'id="wrong-guardian_{heir.pk}"' in refused.content.decode()
    clerk.post(f"/claims/heirs/{heir.pk}/guardian/", {"guardian": "PAMAN"})
    assert "lewat wali: PAMAN" in words(clerk.get(f"/claims/{claim.number}/"))


def test_a_child_without_a_birth_day_is_refused_at_that_field(clerk: Client) -> None:
    claim = reported(clerk)
    answer = with_heir(clerk, claim, relation="child", birth_on="")
    assert answer.status_code == 422 and 'id="wrong-birth_on"' in answer.content.decode()
