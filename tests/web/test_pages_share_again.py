"""Working a line's numbers out anew, and filling its free places: first what would happen, and only after a yes that it does."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from payung.funding.models import FundingLine
from payung.insight.waiting import waiting_list
from payung.membership.models import Enrolment
from payung.programmes.models import Quota, Sharing, WaitingRule, Workforce
from tests.roles import NEIGHBOUR
from tests.users import a_client
from tests.web.pages import words

pytestmark = pytest.mark.django_db
QUOTAS = "/programmes/lines/kab-2025/quotas/"
AGAIN = f"{QUOTAS}share-again/"
REFILL = "/membership/lines/kab-2025/refill/"


def a_newer_count() -> None:
    """The neighbour has ten thousand workers more in a count of a later day."""
    counted = list(Workforce.objects.filter(counted_on=Sharing.objects.get(line__code="kab-2025").counted_on))
    for each in counted:
        each.pk, each.counted_on = None, date(2025, 12, 10)
        each.eligible += 10_000 if each.village == NEIGHBOUR else 0
    Workforce.objects.bulk_create(counted)


def places() -> dict[str, int]:
    return dict(Quota.objects.filter(line__code="kab-2025").values_list("region", "places"))


def waiting() -> int:
    return Enrolment.objects.filter(state="waiting", line__code="kab-2025").count()


def forget_the_transaction() -> None:
    """Each page has a transaction of its own; inside a test's one, its temporary tables have to go by hand."""
    with connection.cursor() as db:
        db.execute("DROP TABLE IF EXISTS decided, price")


def test_the_page_says_from_which_count_the_numbers_are_and_that_there_is_a_newer_one(officer: Client) -> None:
    said = words(officer.get(QUOTAS))
    assert "Dihitung dari hitungan pekerja" in said and "sudah ada hitungan" not in said
    a_newer_count()
    assert "sudah ada hitungan 10 Desember 2025." in words(officer.get(QUOTAS))


def test_the_plan_changes_nothing_and_a_yes_does_what_it_said(officer: Client) -> None:
    a_newer_count()
    before = places()
    response = officer.get(AGAIN)
    planned = {each.village: each.after for each in response.context["plan"].changes}
    assert planned[NEIGHBOUR] > before[NEIGHBOUR] and places() == before
    assert f"{len(planned)} desa akan mendapat angka lain" in words(response)
    assert f"{len(planned)} desa mendapat angka baru." in words(officer.post(AGAIN, follow=True))
    assert {code: n for code, n in places().items() if before[code] != n} == planned
    assert sum(n for code, n in places().items() if len(code) == 13) == 19_800
    assert "Tidak ada yang berubah" in words(officer.get(AGAIN))


def test_a_line_that_is_one_pool_has_nothing_to_share_out_again(officer: Client) -> None:
    response = officer.get("/programmes/lines/csr-taekwang/quotas/share-again/")
    assert response.status_code == 422 and "tidak dibagi per desa" in words(response)
    assert "Bagi ulang" not in words(officer.get("/programmes/lines/csr-taekwang/quotas/"))


def test_free_places_are_filled_after_a_yes(officer: Client) -> None:
    assert "Tidak ada yang dapat diisi" in words(officer.get(REFILL))
    forget_the_transaction()
    Quota.objects.filter(line__code="kab-2025", region=NEIGHBOUR).update(places=places()[NEIGHBOUR] + 3)
    before = waiting()
    said = words(officer.get(REFILL))
    assert "3 pekerja akan mendapat tempat dan terlindungi mulai November 2025." in said and waiting() == before
    forget_the_transaction()
    assert "3 pekerja mendapat tempat, 0 ditawari." in words(officer.post(REFILL, follow=True))
    assert waiting() == before - 3


def test_where_places_are_held_the_page_says_that_they_are_offered(officer: Client) -> None:
    WaitingRule.objects.filter(line__code="kab-2025").update(hold_days=14)
    Quota.objects.filter(line__code="kab-2025", region=NEIGHBOUR).update(places=places()[NEIGHBOUR] + 3)
    assert "3 pekerja akan ditawari tempat, yang ditahan 14 hari." in words(officer.get(REFILL))


def test_after_the_term_the_reason_is_told(officer: Client) -> None:
    FundingLine.objects.filter(code="kab-2025").update(first_month=date(2025, 1, 1))
    response = officer.get(REFILL)
    assert response.status_code == 422 and "berakhir" in words(response)


@pytest.mark.parametrize("page", [AGAIN, REFILL])
def test_only_an_officer_of_the_whole_line_does_it(clerk: Client, page: str) -> None:
    assert clerk.get(page).status_code == clerk.post(page).status_code == 403
    district = a_client("kecamatan", "regency-officer", "32.14.16")
    assert district.get(page).status_code == district.post(page).status_code == 404
    assert "Isi tempat kosong" not in words(district.get(QUOTAS))


def test_whoever_sees_numbers_alone_reads_the_seed_and_can_draw_the_lot_again(lists: None) -> None:
    seed = WaitingRule.objects.get(line__code="kab-2025").seed
    for role in ("province-planner", "treasurer", "apdesi-coordinator", "village-clerk"):
        area = NEIGHBOUR if role == "village-clerk" else "32.14"
        said = words(a_client(f"melihat-{role}", role, area).get(QUOTAS))
        assert f"dengan benih {seed}" in said and f"printf '%s' '{seed}:1' | sha256sum" in said
        assert "Desil DTSEN dari yang terkecil" in said
    first = waiting_list(FundingLine.objects.get(code="kab-2025").pk)[0][0]
    assert sha256(f"{seed}:{first.enrolment}".encode()).hexdigest().startswith(first.lot)
