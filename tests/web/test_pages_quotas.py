"""The places of a line village by village: sums, order, pages, the picture, and the way each number came about."""

from __future__ import annotations

import io
from fractions import Fraction

import openpyxl
import pytest
from django.db import connection
from django.test import Client

from payung.access.queries import seeing
from payung.insight.quotas import all_village_quotas
from payung.membership.models import Enrolment
from payung.programmes.models import Quota, Sharing, Workforce
from payung.rules.allocation import share
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.pages import link_to, words

pytestmark = pytest.mark.django_db
PAGE = "/programmes/lines/kab-2025/quotas/"


def waiting() -> int:
    return Enrolment.objects.filter(state="waiting", line__code="kab-2025").count()


def shown(response: object) -> list[str]:
    return [each["code"] for each in response.context["villages"]]


def every_page(client: Client, address: str) -> list[str]:
    """The codes of all pages, following the link to the next one."""
    found, response = [], client.get(address)
    while True:
        found += shown(response)
        if not response.context["next"]:
            return found
        response = client.get(PAGE + link_to(response, "Berikutnya"))


def test_the_page_sums_up_what_is_taken_left_and_waited_for(officer: Client) -> None:
    said = words(officer.get(PAGE))
    full = Quota.objects.filter(line__code="kab-2025", region=NEIGHBOUR).get()
    assert full.left == 0 and waiting() == 140 - full.taken
    left = 19_800 - full.taken - 17
    assert f"1 dari 192 desa sudah penuh. Masih tersisa {left:,} tempat".replace(",", ".") in said
    assert f"dan {waiting()} pekerja menunggu." in said


def test_all_villages_are_listed_page_by_page_each_once(officer: Client) -> None:
    codes = every_page(officer, PAGE)
    assert len(codes) == len(set(codes)) == 192 and codes == sorted(codes)


@pytest.mark.parametrize(("sort", "first"), [("waiting", NEIGHBOUR), ("name", None), ("left", None)])
def test_the_table_is_sorted_by_what_was_asked_for(officer: Client, sort: str, first: str | None) -> None:
    codes = every_page(officer, f"{PAGE}?sort={sort}")
    assert len(set(codes)) == 192 and first in (codes[0], None)
    rows = {each.code: each for each in all_village_quotas(Quota.objects.get(region=NEIGHBOUR).line_id)}
    key = {
        "waiting": lambda code: -rows[code].waiting,
        "name": lambda code: rows[code].name,
        "left": lambda code: -rows[code].left,
    }
    assert codes == sorted(codes, key=lambda code: (key[sort](code), code))


def test_one_district_is_shown_alone_and_summed_up_alone(officer: Client) -> None:
    response = officer.get(f"{PAGE}?district=32.14.16")
    assert len(shown(response)) == 11 and "1 dari 11 desa sudah penuh" in words(response)


def test_a_page_after_a_village_that_is_none_says_how_to_go_on(officer: Client) -> None:
    response = officer.get(f"{PAGE}?after=zzz")
    assert response.status_code == 200 and "Kembali ke halaman pertama." in words(response)


def test_a_clerk_sees_the_own_village_and_the_limits_around_it(clerk: Client) -> None:
    response = clerk.get(PAGE)
    assert shown(response) == [TANJUNGSARI]
    assert [each["places"] for each in response.context["above"]] == [19_800]
    assert response.context["villages"][0]["claim"] == Fraction(600 * _weight(TANJUNGSARI), 396_000)


def _weight(village: str) -> int:
    return Workforce.objects.get(village=village).eligible


def test_the_table_alone_gives_every_number_again(officer: Client) -> None:
    rows = sheet(officer)
    assert len(rows) == 192 and sum(row["Tempat"] for row in rows) == 19_800
    again = share(19_800, bases=[row["Jatah dasar"] for row in rows], weights=[row["Bobot"] for row in rows],
                  method="largest-remainder")  # fmt: skip
    assert [each.places for each in again] == [row["Tempat"] for row in rows]
    whole = [sum(map(Fraction, str(row["Bagian tepat"]).split())) for row in rows]
    assert sum(whole) == 600 and [each.claim for each in again] == whole


def sheet(client: Client) -> list[dict]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PAGE}export/").content))
    (_title, mark, heads, *rows) = book.active.iter_rows(values_only=True)
    assert "Diunduh" in mark[0]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_each_row_says_why_it_got_one_more_place_or_did_not(officer: Client) -> None:
    said = words(officer.get(PAGE))
    assert "mendapat satu lagi" in said and "tidak mendapat lagi" in said
    assert (
        "Kabupaten Purwakarta: 19.200 tempat jatah dasar, 600 tempat dibagi menurut bobot, jumlah bobot 396.000."
        in said
    )


def test_a_base_up_to_a_number_tells_whom_it_counted(officer: Client) -> None:
    assert "Sudah terlindungi" not in words(officer.get(PAGE))
    Sharing.objects.filter(line__code="kab-2025").update(base=None, up_to=100)
    Quota.objects.filter(line__code="kab-2025", region=TANJUNGSARI).update(counted=69, counted_here=17, others=3)
    said = words(officer.get(f"{PAGE}?district=32.14.16"))
    assert "Sudah terlindungi" in said
    assert "55 hitungan 69, pada dana program 17, tempat dana lain 3" in said
    (row,) = [row for row in sheet(officer) if row["Kode"] == TANJUNGSARI]
    assert (row["Terlindungi menurut hitungan"], row["Tempat dana lain"]) == (69, 3)


def test_places_that_moved_are_told_beside_base_and_extra(officer: Client) -> None:
    before = Quota.objects.get(region=NEIGHBOUR, line__code="kab-2025").places
    wanting = waiting()
    officer.post("/membership/release/", {"line": "kab-2025"})
    with connection.cursor() as db:
        db.execute("DROP TABLE IF EXISTS decided, price")
    (row,) = [
        each for each in officer.get(f"{PAGE}?district=32.14.16").context["villages"] if each["code"] == NEIGHBOUR
    ]
    assert (row["places"], row["moved"]) == (before + wanting, wanting)


def test_the_picture_has_a_bar_a_village_and_says_in_words_what_it_shows(officer: Client) -> None:
    response = officer.get(PAGE)
    picture = response.context["picture"]
    assert len(picture.bars) == 192 and picture.most.places >= picture.fewest.places >= 101
    assert picture.bars[0].top == 0 and all(bar.left_high >= 0 for bar in picture.bars)
    assert f"Tempat per desa: dari {picture.most.places} sampai {picture.fewest.places}" in words(response)
    assert "style=" not in response.content.decode() and "<script" not in response.content.decode()


def test_a_line_that_is_one_pool_says_so(officer: Client) -> None:
    said = words(officer.get("/programmes/lines/csr-taekwang/quotas/"))
    assert "Tempat dana ini tidak dibagi per desa" in said and "300" in said


def test_a_planner_sees_how_many_wait_and_nobody_s_name(lists: None) -> None:
    planner, wanting = a_client("perencana", "province-planner", "32"), waiting()
    response = planner.get(f"{PAGE}?district=32.14.16&sort=waiting")
    assert response.context["villages"][0]["waiting"] == wanting > 0 and "PEKERJA" not in words(response)
    with seeing(Area("32"), by="x", role="province-planner"):
        assert not Enrolment.objects.exists()


def test_a_line_of_elsewhere_is_not_found_and_without_permission_nothing_is_shown(lists: None) -> None:
    assert a_client("jauh", "regency-officer", "33.01").get(PAGE).status_code == 404
    assert a_client("klaim", "courier", "32.14").get(PAGE).status_code == 403


def test_the_page_of_a_region_leads_to_the_quotas_of_its_lines(officer: Client) -> None:
    assert link_to(officer.get("/regions/32.14/"), "APBD Kabupaten Purwakarta 2025") == PAGE
    assert link_to(officer.get(f"{PAGE}?sort=waiting"), "Alihkan tempat") == "/membership/release/"
