"""What somebody may approve alone: a larger claim waits for a role that may, and can still be returned or refused."""

from __future__ import annotations

from django.test import Client

from tests.users import a_client
from tests.web.claims.cases import approver, brought, covered, decide, officer, reported, with_heir
from tests.web.pages import words

MUCH = {"total": "100000001", "deviates_why": "putusan pengadilan"}


def test_a_claim_above_the_limit_of_its_approver_is_approved_by_the_head(clerk: Client) -> None:
    handler, eyes, head = officer(), approver(), a_client("kepala-klaim", "claims-head", "32.14")
    claim = reported(clerk, covered())
    with_heir(clerk, claim)
    brought(clerk, claim)
    handler.post(f"/claims/{claim.number}/complete/")
    handler.post(f"/claims/{claim.number}/assess/", MUCH)
    page = eyes.get(f"/claims/{claim.number}/")
    assert "paling banyak Rp100.000.000, dan klaim ini Rp100.000.001" in words(page) and "Setujui Rp" not in words(page)
    assert "Kembalikan untuk dilengkapi" in words(page)
    refused = decide(eyes, claim)
    assert refused.status_code == 422 and "Kepala penyetuju klaim yang memutuskan" in words(refused)
    claim.refresh_from_db()
    assert claim.state == "assessed"
    assert "Setujui Rp100.000.001" in words(head.get(f"/claims/{claim.number}/"))
    assert decide(head, claim).status_code == 302
    claim.refresh_from_db()
    assert claim.state == "approved" and [each.limit_idr for each in claim.decision_set.all()] == [None]


def test_a_returned_claim_knows_no_limit(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = reported(clerk, covered(1))
    with_heir(clerk, claim)
    brought(clerk, claim)
    handler.post(f"/claims/{claim.number}/complete/")
    handler.post(f"/claims/{claim.number}/assess/", MUCH)
    assert decide(eyes, claim, "returned", reason="salinan putusan").status_code == 302
    assert [each.limit_idr for each in claim.decision_set.all()] == [100_000_000]
