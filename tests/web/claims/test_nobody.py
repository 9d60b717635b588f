"""Nobody is left, on the page of a claim: stated with a paper and a reason by whoever handles claims, decided by other eyes."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.claims.models import Claim, ClaimHeir, Payout
from tests.claims.cases import DEATH_PAPERS, picture
from tests.web.claims.cases import approver, brought, decide, officer, reported
from tests.web.pages import words

PAPERS = [kind for kind in DEATH_PAPERS if kind not in ("marriage-book", "heir-statement")]


def stated(client: Client, claim: Claim, *, paper: bool = True, **more: str) -> Any:
    given: dict[str, Any] = {"buried_by": "DADANG PENGURUS", "alone_why": "hidup sendiri", **more}
    if paper:
        given["file"] = SimpleUploadedFile("surat.jpg", picture(99), content_type="image/jpeg")
    return client.post(f"/claims/{claim.number}/nobody/", given)


def test_a_claim_that_nobody_is_left_for_ends_with_the_burial_cost(clerk: Client) -> None:
    handler, eyes, claim = officer(), approver(), reported(clerk)
    assert "Tidak ada ahli waris yang tersisa" not in words(clerk.get(f"/claims/{claim.number}/")), (
        "a clerk does not state it"
    )
    assert stated(handler, claim).status_code == 302
    brought(clerk, claim, PAPERS)
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "hidup sendiri" in page and "DADANG PENGURUS" in page and "mengurus pemakaman" in page
    assert "Catat ahli waris" not in page and "tetap pada Dana Jaminan Sosial" in page
    handler.post(f"/claims/{claim.number}/complete/")
    handler.post(f"/claims/{claim.number}/assess/")
    assert decide(handler, claim).status_code == 403
    assert decide(eyes, claim).status_code == 302
    assert list(Payout.objects.filter(claim=claim).values_list("payee_name", "amount_idr")) == [
        ("DADANG PENGURUS", 10_000_000)
    ]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_written(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    for answer, said in (
        (stated(handler, claim, paper=False), "Lampirkan surat"), (stated(handler, claim, buried_by=""), "Tulis nama orang"),
        (stated(handler, claim, alone_why=""), "alasan"),
    ):  # fmt: skip
        assert answer.status_code == 422 and 'aria-invalid="true"' in answer.content.decode() and said in words(answer)
    assert stated(clerk, claim).status_code == 403
    assert not ClaimHeir.objects.filter(claim=claim).exists() and not claim.claimdocument_set.exists()
