"""The work list: the most urgent first, filtered, page by page, as a workbook; and the counts on the first page."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client

from payung.claims.models import Claim
from payung.claims.queries.work import Wanted, work_list
from payung.units.region import Area
from tests.users import a_client
from tests.web.claims.cases import approver, assessed, covered, decide, officer, reported
from tests.web.pages import words


@pytest.fixture
def three(clerk: Client) -> list[Claim]:
    """Three claims of which the second is overdue, the third due soon, and the first has no clock."""
    made = [reported(clerk, covered(number)) for number in range(3)]
    for claim, due_on in zip(made[1:], (date(2025, 11, 1), date(2025, 11, 25)), strict=True):
        Claim.objects.filter(pk=claim.pk).update(
            state="complete", complete_on=due_on - timedelta(days=20), due_on=due_on
        )
    return made


def in_order(page: str, claims: list[Claim]) -> list[int]:
    """Which of the claims the page lists, in its order."""
    at = {page.find(claim.number): number for number, claim in enumerate(claims)}
    return [number for place, number in sorted(at.items()) if place >= 0]


def test_the_most_urgent_stand_first_and_the_overdue_are_counted(clerk: Client, three: list[Claim]) -> None:
    page = clerk.get("/claims/").content.decode()
    assert in_order(page, three) == [1, 2, 0]
    said = words(clerk.get("/claims/"))
    assert "3 klaim belum selesai. 1 melewati batas bayar." in said
    assert "terlambat 20 hari" in said and "2 hari kerja lagi" in said


def test_the_list_is_sorted_and_filtered(clerk: Client, three: list[Claim]) -> None:
    assert in_order(clerk.get("/claims/?sort=-reported").content.decode(), three) == [2, 1, 0]
    assert in_order(clerk.get("/claims/?state=reported").content.decode(), three) == [0]
    assert in_order(clerk.get("/claims/?state=paid").content.decode(), three) == []
    assert clerk.get("/claims/?village=32.14.16.2006").status_code == 404
    assert in_order(officer().get("/claims/?village=32.14.16.2006").content.decode(), three) == []


@pytest.mark.parametrize("sort", ["due", "-reported", "village"])
def test_every_claim_stands_on_one_page_alone(three: list[Claim], sort: str) -> None:
    seen, after = [], None
    for _page in three:
        page, more = work_list(Wanted(Area("32.14"), sort=sort), after=after, limit=1)
        seen += [each.pk for each in page]
        after = page[-1].pk
    assert not more and sorted(seen) == sorted(claim.pk for claim in three)


def test_a_page_that_nobody_has_is_empty_not_broken(clerk: Client, three: list[Claim]) -> None:
    for odd in ("999999", "-1", "x", "9" * 40):
        assert clerk.get(f"/claims/?after={odd}").status_code == 200


def test_the_workbook_carries_its_mark_and_no_whole_nik(clerk: Client, three: list[Claim]) -> None:
    answer = clerk.get("/claims/export/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.values)
    assert "Diunduh" in str(rows[1][0]) and "demo-tanjungsari" in str(rows[1][0])
    assert {row[0] for row in rows[3:]} == {claim.number for claim in three}
    assert not any(claim.person.nik in str(rows) for claim in three)
    assert officer().get("/claims/export/").status_code == 403
    assert a_client("bendahara-x", "treasurer", "32.14").get("/claims/export/").status_code == 403


def test_the_first_page_says_what_waits_for_whoever_looks(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    assert "1 klaim menunggu keputusan Anda" in words(eyes.get("/", follow=True))
    assert "Yang menunggu Anda" not in words(clerk.get("/", follow=True))
    decide(eyes, claim, "returned", reason="kurang jelas")
    assert "1 klaim menunggu surat" in words(clerk.get("/", follow=True))
    assert "Yang menunggu Anda" not in words(eyes.get("/", follow=True))


def test_the_menu_leads_there_for_those_who_work_on_claims(clerk: Client) -> None:
    assert 'href="/claims/"' in clerk.get("/people/").content.decode()
    assert 'href="/claims/"' not in a_client("bendahara-y", "treasurer", "32.14").get("/funding/").content.decode()


def test_the_worker_s_page_leads_to_the_report_and_then_to_the_claim(clerk: Client) -> None:
    person = covered()
    address = f"/people/{person.pk}/"
    assert f"/claims/report/{person.pk}/" in clerk.get(address).content.decode()
    claim = reported(clerk, person)
    assert f"/claims/{claim.number}/" in clerk.get(address).content.decode()
