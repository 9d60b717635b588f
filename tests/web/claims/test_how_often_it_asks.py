"""A page of claims asks the database as often for ten as for one: nothing is read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payung.claims.models import Claim, ClaimHeir
from tests.claims.accidents import spent, unable
from tests.claims.cases import DEATH_PAPERS, picture
from tests.web.claims.cases import approver, assessed, bring, covered, decide, officer, reported, with_heir
from tests.web.claims.test_accident_pages import hurt, letter_for
from tests.web.claims.test_scholarship_pages import named, paid, with_children


@contextmanager
def asked_no_oftener(client: Client, address: str) -> Iterator[None]:
    """What is done inside does not make a page ask the database more often than before."""

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return [each["sql"] for each in seen.captured_queries]

    asked()  # what was told by a message of an earlier page is read off
    before = asked()
    yield
    asked()
    after = asked()
    assert len(after) <= len(before), [each[:200] for each in after if each not in before]


def test_a_case_with_many_heirs_papers_and_reports(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    with_heir(clerk, claim)
    bring(clerk, claim, "card", picture(10))
    account(handler, claim)
    with asked_no_oftener(handler, f"/claims/{claim.number}/"):
        for n in range(9):
            with_heir(clerk, claim, heir_name=f"ANAK {n}", relation="child", birth_on=f"1999-01-{n + 1:02}")
            bring(clerk, claim, "family-card", picture(20 + n))
            reported(clerk, claim.person, teller_name=f"TETANGGA {n}")
        account(handler, claim)


def account(handler: Client, claim: Claim) -> None:
    """Each heir has an account."""
    for heir in ClaimHeir.objects.filter(claim=claim):
        given = {"bank": "bjb", "number": f"00123456{heir.pk}", "holder_name": heir.name}
        assert handler.post(f"/claims/heirs/{heir.pk}/account/", given).status_code == 302


def test_the_lists_of_claims_deaths_and_payouts(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    decide(eyes, claim)
    dead = covered(1)
    with (
        asked_no_oftener(handler, "/claims/"),
        asked_no_oftener(handler, "/claims/payouts/"),
        asked_no_oftener(handler, f"/people/{claim.person_id}/"),
    ):
        for n in range(2, 6):
            more = reported(clerk, covered(n))
            with_heir(clerk, more)
            for shade, kind in enumerate(DEATH_PAPERS):
                bring(clerk, more, kind, picture(shade + 20))
            handler.post(f"/claims/{more.number}/complete/")
            handler.post(f"/claims/{more.number}/assess/")
            assert decide(eyes, more).status_code == 302
    type(dead).objects.filter(pk=dead.pk).update(died_on=date(2025, 11, 1))
    with asked_no_oftener(handler, f"/claims/unclaimed/?village={dead.village}"):
        for n in range(10, 19):
            type(dead).objects.filter(pk=covered(n).pk).update(died_on=date(2025, 11, 1))


def test_an_accident_with_many_costs_months_and_letters(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    spent(claim, "treatment", 100_000, letter=letter_for(claim).number)
    unable(claim, 1)
    with asked_no_oftener(handler, f"/claims/{claim.number}/"):
        for n in range(5):
            spent(claim, "treatment", 200_000 + n, letter=letter_for(claim).number)
            spent(claim, "transport_land", 100_000 + n)
        unable(claim, 5, first="2025-12")


def test_the_calendar_and_the_page_of_many_children(clerk: Client) -> None:
    handler = officer()
    one, more = with_children(), with_children(1, *((f"ANAK {n}", date(2012, 1, n + 1)) for n in range(2)))
    named(one)
    paid(one)
    with asked_no_oftener(handler, "/claims/scholarships/?state=later"):
        named(more)
        paid(more)
