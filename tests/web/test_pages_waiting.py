"""The waiting list of a line: each rank with its reason, the lot to be drawn again, and the answer to a place that is held."""

from __future__ import annotations

import io
from hashlib import sha256

import openpyxl
import pytest
from django.test import Client

from payung.access.queries import seeing
from payung.membership.actions.refill import refill
from payung.membership.models import Enrolment, Offer
from payung.people.models import Person
from payung.programmes.models import Quota, WaitingRule
from payung.rules.law import law
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.pages import link_to, names, words

pytestmark = pytest.mark.django_db
PAGE = "/membership/lines/kab-2025/waiting/"


def seat() -> object:
    return Enrolment.objects.filter(line__code="kab-2025", state="waiting")


def every_page(client: Client) -> list[object]:
    found, response = [], client.get(PAGE)
    while True:
        found += [each for each, _said in response.context["rows"]]
        if not response.context["next"]:
            return found
        response = client.get(PAGE + link_to(response, "Berikutnya"))


def test_the_list_is_in_the_order_of_the_lot_where_all_else_is_alike(officer: Client) -> None:
    seed = WaitingRule.objects.get(line__code="kab-2025").seed
    drawn = sorted(seat().values_list("id", flat=True), key=lambda n: sha256(f"{seed}:{n}".encode()).digest())
    rows = every_page(officer)
    assert [each.enrolment for each in rows] == drawn and [each.rank for each in rows] == [*range(1, len(drawn) + 1)]
    assert rows[0].lot == sha256(f"{seed}:{drawn[0]}".encode()).hexdigest()[:8]


def test_the_page_publishes_the_seed_and_says_why_each_stands_where(officer: Client) -> None:
    said = words(officer.get(PAGE))
    assert WaitingRule.objects.get(line__code="kab-2025").seed in said
    assert "desil tidak diketahui, ahli waris belum tercatat, diusulkan 21 November 2025, undian " in said
    assert "Apakah ahli warisnya sendiri terlindungi tidak diketahui, jadi tidak dihitung." in said


def test_a_lower_decile_and_a_named_heir_come_first(officer: Client) -> None:
    lowest, named = seat().order_by("-id")[:2]
    Enrolment.objects.filter(pk=lowest.pk).update(decile=1)
    Person.objects.filter(pk=named.person_id).update(heir_name="ANI")
    rows = officer.get(PAGE).context["rows"]
    assert [each.enrolment for each, _said in rows[:2]] == [lowest.pk, named.pk]
    assert rows[0][1].startswith("desil 1, ") and "ahli waris tercatat" in rows[1][1]


def test_whose_processing_is_restricted_stands_in_no_list(officer: Client) -> None:
    hidden = seat().first()
    Person.objects.filter(pk=hidden.person_id).update(restricted_at="2025-11-20T00:00:00Z")
    assert hidden.pk not in [each.enrolment for each in every_page(officer)]


def test_a_village_is_shown_alone(officer: Client) -> None:
    response = officer.get(f"{PAGE}?village={NEIGHBOUR}")
    assert {each.village for each, _said in response.context["rows"]} == {NEIGHBOUR}
    assert all(each.rank == each.rank_in_village for each, _said in response.context["rows"])


def test_a_clerk_of_elsewhere_is_told_that_nobody_waits(clerk: Client) -> None:
    assert names(clerk.get(PAGE)) == [] and "Tidak ada yang menunggu" in words(clerk.get(PAGE))


def test_who_sees_only_numbers_sees_no_list(lists: None) -> None:
    planner = a_client("perencana", "province-planner", "32")
    assert planner.get(PAGE).status_code == 403 == planner.get(f"{PAGE}export/").status_code


def test_the_workbook_holds_the_whole_list_with_masked_niks(officer: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{PAGE}export/").content))
    (_title, _mark, heads, *rows) = book.active.iter_rows(values_only=True)
    assert len(rows) == seat().count() and heads[:3] == ("Urutan", "Urutan di desa", "Nama")
    assert all("*" in row[3] or "•" in row[3] for row in rows) and [row[0] for row in rows] == [
        *range(1, len(rows) + 1)
    ]


@pytest.fixture
def held(officer: Client) -> Offer:
    """A place of the neighbour that became free and is held for the first who waits there."""
    WaitingRule.objects.filter(line__code="kab-2025").update(hold_days=14)
    Quota.objects.filter(line__code="kab-2025", region=NEIGHBOUR).update(places=Quota.objects.get(
        line__code="kab-2025", region=NEIGHBOUR).places + 1)  # fmt: skip
    with seeing(Area("32.14"), by="test"):
        line = Quota.objects.select_related("line").get(line__code="kab-2025", region=NEIGHBOUR).line
        refill(law=law(), line=line, villages=[NEIGHBOUR], on=law_day())
    return Offer.objects.get()


def law_day() -> object:
    from payung.web.today import day_of_judgement

    return day_of_judgement()


def test_a_place_that_is_held_stands_on_top_with_its_last_day(officer: Client, held: Offer) -> None:
    response = officer.get(PAGE)
    (shown,) = response.context["held"]
    assert shown.id == held.pk and "Tempat yang sedang ditawarkan" in words(response)
    assert "ditawari sampai" in words(response)


@pytest.mark.parametrize(
    ("answer", "state", "seat_state"), [("accept", "accepted", "placed"), ("decline", "declined", "ended")]
)
def test_an_answer_is_given_with_one_press(
    officer: Client, held: Offer, answer: str, state: str, seat_state: str
) -> None:
    response = officer.post(f"/membership/offers/{held.pk}/{answer}/", follow=True)
    held.refresh_from_db()
    assert (held.state, held.enrolment.state) == (state, seat_state)
    assert ("Tempat diterima" if answer == "accept" else "Tempat tidak diambil.") in words(response)


def test_a_second_press_says_that_it_is_answered(officer: Client, held: Offer) -> None:
    officer.post(f"/membership/offers/{held.pk}/accept/")
    assert "sudah dijawab" in words(officer.post(f"/membership/offers/{held.pk}/accept/", follow=True))


def test_an_offer_of_elsewhere_or_an_answer_that_is_none_is_not_found(officer: Client, held: Offer) -> None:
    assert officer.post(f"/membership/offers/{held.pk}/maybe/").status_code == 404
    assert (
        a_client("lain", "village-clerk", TANJUNGSARI).post(f"/membership/offers/{held.pk}/accept/").status_code == 404
    )
    assert officer.get(f"/membership/offers/{held.pk}/accept/").status_code == 405
