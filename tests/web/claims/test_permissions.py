"""Each deed on a claim is its role's alone: nobody else can do it by its address, and no button of it is shown."""

import pytest
from django.test import Client

from payung.access.queries import holds, roles
from payung.claims.models import Claim
from payung.insight.claim_letter import NEEDS
from tests.claims.cases import picture
from tests.users import a_client
from tests.web.claims.cases import approver, assessed, bring, decide, officer, reported, with_heir

# Address below /claims/<number>/ and the permission that it needs.
DEEDS = {
    "papers": "report-claims", "heirs": "report-claims", "complete": "handle-claims", "assess": "handle-claims",
    "decide": "approve-claims", "hold": "handle-claims", "let-go": "handle-claims", "reopen": "handle-claims",
}  # fmt: skip
_AREA = {role: "32.14" for role in roles() if role != "sponsor"}


@pytest.mark.parametrize("role", _AREA)
def test_a_deed_is_refused_to_everybody_else(clerk: Client, role: str) -> None:
    claim = reported(clerk)
    other = a_client(f"bukan-{role}", role, _AREA[role])
    for deed, permission in DEEDS.items():
        answer = other.post(f"/claims/{claim.number}/{deed}/", {"why": "x", "verdict": "refused", "reason": "x"})
        assert (answer.status_code == 403) is not holds(role, permission), (deed, answer.status_code)


WHOSE_WORK_IT_IS = {
    "village-clerk", "regency-officer", "claims-officer", "claims-approver", "claims-head", "auditor",
}  # fmt: skip
PAGES = ("/claims/", "/claims/{}/", "/claims/{}/reported/", "/claims/unclaimed/", "/claims/scholarships/")


@pytest.mark.parametrize("role", _AREA)
def test_a_case_is_seen_by_those_whose_work_it_is(clerk: Client, role: str) -> None:
    claim = reported(clerk)
    other = a_client(f"melihat-{role}", role, _AREA[role])
    told = {page: other.get(page.format(claim.number)).status_code for page in PAGES}
    assert told == dict.fromkeys(PAGES, 200 if role in WHOSE_WORK_IT_IS else 403)
    assert holds(role, "see-claims") is (role in WHOSE_WORK_IT_IS)


@pytest.mark.parametrize("role", [role for role in _AREA if holds(role, "see") and role not in WHOSE_WORK_IT_IS])
def test_whoever_sees_the_worker_alone_is_told_of_no_claim(clerk: Client, role: str) -> None:
    claim = reported(clerk)
    bring(clerk, claim, "card", picture(20))
    other, paper = a_client(f"melihat-{role}", role, _AREA[role]), claim.claimdocument_set.get()
    assert other.get(f"/claims/papers/{paper.pk}/").status_code == 403
    for kind in NEEDS:
        assert other.post(f"/claims/{claim.number}/letters/{kind}/").status_code == 403
    worker = other.get(f"/people/{claim.person_id}/")
    assert worker.status_code == 200
    for page in (worker.content.decode(), other.get("/", follow=True).content.decode()):
        assert claim.number not in page and "/claims/" not in page and "belum ada klaim" not in page


def test_a_claim_of_another_village_is_not_there(clerk: Client) -> None:
    claim = reported(clerk)
    stranger = a_client("operator-lain", "village-clerk", "32.14.16.2006")
    assert stranger.get(f"/claims/{claim.number}/").status_code == 404
    assert stranger.post(f"/claims/{claim.number}/heirs/", {"heir_name": "X"}).status_code == 404
    assert stranger.get(f"/claims/report/{claim.person_id}/").status_code == 404
    assert claim.number not in stranger.get("/claims/").content.decode()


def test_whoever_only_looks_is_shown_no_button(clerk: Client) -> None:
    claim = reported(clerk)
    with_heir(clerk, claim)
    page = a_client("pengawas", "auditor", "32.14").get(f"/claims/{claim.number}/").content.decode()
    content = page.split('<main id="content"')[1].split("</main>")[0]
    assert "<form" not in content and "btn" not in content


def test_only_who_pays_sees_the_payouts_and_sends_one_again(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    decide(eyes, claim)
    payout = Claim.objects.get(pk=claim.pk).payout_set.get()
    assert handler.get("/claims/payouts/").status_code == 200
    for other in (clerk, eyes):
        assert other.get("/claims/payouts/").status_code == 403
        assert other.post(f"/claims/payouts/{payout.pk}/again/").status_code == 403
    assert handler.post(f"/claims/payouts/{payout.pk}/again/").status_code == 422
