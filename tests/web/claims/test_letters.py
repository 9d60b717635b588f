"""The letters of a claim from its page: offered when there is something to say, to whoever may make them, and noted."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from payung.claims.actions.name_heir import enter_heir_account
from payung.claims.actions.pay import send
from payung.claims.models import Claim, ClaimLetter, Payout
from tests.users import a_client
from tests.web.claims.cases import approver, assessed, decide, officer, reported
from tests.web.claims.readings import readings


def offered(client: Client, claim: Claim) -> set[str]:
    """The kinds of letters that the page of the claim has a button for."""
    page = client.get(f"/claims/{claim.number}/").content.decode()
    return {part.split("/")[0] for part in page.split(f"/claims/{claim.number}/letters/")[1:]}


def print_out(client: Client, claim: Claim, kind: str) -> Any:
    return client.post(f"/claims/{claim.number}/letters/{kind}/")


def text_of(answer: Any) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_letter_is_offered_once_it_has_something_to_say(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    assert offered(clerk, claim) == {"receipt", "heirs"} == offered(handler, claim) and offered(eyes, claim) == set()
    decide(eyes, claim)
    assert offered(handler, claim) == {"receipt", "heirs", "decision"} and offered(clerk, claim) == {"receipt", "heirs"}
    (heir,) = claim.claimheir_set.all()
    enter_heir_account(heir_id=heir.pk, bank="bjb", number="0012345678", holder_name="BUDI")
    send(payouts=[Payout.objects.get(claim=claim).pk], digest="BB-1")
    Payout.objects.filter(claim=claim).update(state="paid", paid_on="2025-11-21")
    assert offered(handler, claim) == {"receipt", "heirs", "decision", "payment"}


def test_a_claim_sent_back_has_no_decision_to_print(clerk: Client) -> None:
    handler = officer()
    claim = assessed(clerk, handler)
    decide(approver(), claim, "returned", reason="KK buram")
    assert "decision" not in offered(handler, claim)
    answer = print_out(handler, claim, "decision")
    assert answer.status_code == 422 and claim.number in answer.content.decode()


def test_the_receipt_leaves_as_a_pdf_and_twice_pressed_it_is_one_letter(clerk: Client) -> None:
    claim = reported(clerk)
    first, second = (print_out(clerk, claim, "receipt") for _ in range(2))
    assert first.headers["Content-Type"] == "application/pdf" and "attachment" in first.headers["Content-Disposition"]
    assert claim.number in text_of(first) and ClaimLetter.objects.filter(claim=claim).count() == 1
    made = ClaimLetter.objects.get(claim=claim)
    assert made.made_by == "demo-tanjungsari" and f"/{made.year}" in text_of(second)
    assert len([why for _by, _what, why in readings() if f"klaim {claim.number}" in why]) == 2


@pytest.mark.parametrize("kind", ["receipt", "heirs", "decision"])
def test_who_only_looks_makes_no_letter(clerk: Client, kind: str) -> None:
    claim = reported(clerk)
    assert print_out(a_client("pengawas", "auditor", "32.14"), claim, kind).status_code == 403
    assert print_out(a_client("operator-lain", "village-clerk", "32.14.16.2006"), claim, kind).status_code == 404


def test_a_clerk_makes_no_decision_and_there_is_no_other_kind(clerk: Client) -> None:
    claim = reported(clerk)
    assert print_out(clerk, claim, "decision").status_code == 403
    assert print_out(clerk, claim, "nowhere").status_code == 404
    assert clerk.get(f"/claims/{claim.number}/letters/receipt/").status_code == 405
