"""Who falls out next month and why: numbers for those who see numbers, workers for those who see them, reminders."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from django.test import Client

from payung.access.models import History
from payung.access.queries import seeing
from payung.insight.falling_out import falling_out, falling_out_counts
from payung.membership.actions.end_place import end_place
from payung.membership.models import CoverMonth, Enrolment
from payung.people.models import Person
from payung.rules.law import law
from payung.units.month import Month
from payung.units.region import Area
from payung.web.membership.reminder import MOST_LETTERS, reminder
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.pages import links, names, words

pytestmark = pytest.mark.django_db
PAGE = "/membership/falling-out/"
NOVEMBER, DECEMBER = Month(2025, 11), Month(2025, 12)


def covered(month: Month = DECEMBER, village: str = "") -> int:
    return CoverMonth.objects.filter(month=month.first_day, village__startswith=village).count()


def ended(why: str, village: str = TANJUNGSARI) -> Enrolment:
    """One place of a village that ends in November for a reason."""
    held = Enrolment.objects.filter(line__code="kab-2025", state="placed", village=village).order_by("id").first()
    assert held is not None
    day = date(2025, 11, 20)
    with seeing(Area(""), by="test"):
        end_place(enrolment_id=held.pk, why=why, happened_on=day, on=date(2025, 11, 21))
    return held


def test_the_first_month_in_which_anybody_falls_out_is_shown(officer: Client) -> None:
    said = words(officer.get(PAGE))
    assert (
        f"Kabupaten Purwakarta: {covered()} pekerja terlindungi pada Desember 2025 dan tidak lagi pada Januari 2026."
        in said
    )
    assert (
        f"usia melewati batas 1, masa bayar habis {covered() - 1}" in said
        and f"November 2025: 0 Desember 2025: {covered()}" in said
    )


def test_each_reason_is_told_and_everybody_is_counted_once(officer: Client) -> None:
    one, other = ended("moved"), ended("died")
    said = words(officer.get(PAGE, {"month": "2025-11"}))
    assert "2 pekerja terlindungi pada November 2025" in said and "meninggal 1, pindah 1" in said
    assert set(names(officer.get(PAGE, {"month": "2025-11"}))) == {one.person.name, other.person.name}


def test_who_is_too_old_for_another_term_is_told_apart(officer: Client) -> None:
    first = Person.objects.filter(village=TANJUNGSARI).order_by("id").first()
    assert first is not None
    for day, why in (("1961-01-01", "over-age"), ("1961-01-02", "term-over")):
        Person.objects.filter(pk=first.pk).update(birth_on=day)
        (found,) = [
            each for each in falling_out(law(), Area(TANJUNGSARI), DECEMBER, limit=500)[0] if each.id == first.pk
        ]
        assert found.why == why


def test_counts_and_list_agree_page_by_page(officer: Client) -> None:
    area, after, seen = Area("32.14.16"), None, []
    while True:
        found, more = falling_out(law(), area, DECEMBER, after=after)
        seen += [each.id for each in found]
        if not more:
            break
        after = found[-1].id
    assert len(seen) == len(set(seen)) == covered(village="32.14.16")
    counts = falling_out_counts(law(), area, DECEMBER)
    assert {each.code for each in counts} == {TANJUNGSARI, NEIGHBOUR} and sum(c.workers for c in counts) == len(seen)


def test_the_whole_regency_is_counted_by_district_and_one_goes_down(officer: Client) -> None:
    assert any("region=32.14.16" in link for link in links(officer.get(PAGE)))
    assert any(f"region={TANJUNGSARI}" in link for link in links(officer.get(PAGE, {"region": "32.14.16"})))
    assert officer.get(PAGE, {"region": "32.15"}).status_code == 404


def test_whoever_sees_numbers_alone_sees_no_worker(lists: None) -> None:
    treasurer, all_of_them = a_client("bendahara-uji", "treasurer", "32.14"), covered()
    said = treasurer.get(PAGE)
    assert f"{all_of_them} pekerja" in words(said) and names(said) == []
    assert treasurer.get(f"{PAGE}export/").status_code == treasurer.get(f"{PAGE}reminders/").status_code == 403


def test_a_clerk_sees_the_own_village(clerk: Client) -> None:
    assert f"Desa Tanjungsari: {covered(village=TANJUNGSARI)} pekerja" in words(clerk.get(PAGE))
    assert clerk.get(PAGE, {"region": NEIGHBOUR}).status_code == 404


def test_the_price_of_going_on_alone_is_that_of_the_next_month(officer: Client) -> None:
    said = words(officer.get(PAGE, {"region": TANJUNGSARI}))
    (one, *_), _more = falling_out(law(), Area(TANJUNGSARI), DECEMBER)
    assert one.alone is not None and one.alone_idr in (16_800, 8_400) and "Rp16.800" in said
    assert bool(one.alone.unverified) == ("belum terverifikasi" in said)


def test_reminders_fit_one_sms_and_hold_no_number(clerk: Client) -> None:
    said = clerk.get(f"{PAGE}reminders/", {"region": TANJUNGSARI})
    texts = [each["text"] for each in said.context["told"]]
    assert len(texts) == covered(village=TANJUNGSARI) and max(map(len, texts)) <= MOST_LETTERS
    assert all("habis 31 Des 2025" in text and "/bulan" in text for text in texts) and "3214" not in words(said)


@pytest.mark.parametrize("why", ["moved", "asked", "wage-earner", "double-payer", "refused"])
def test_a_reminder_fits_whatever_the_reason_and_the_name(lists: None, why: str) -> None:
    held = ended(why)
    Person.objects.filter(pk=held.person_id).update(name="RADEN " + "WIRAKUSUMADINATA " * 6)
    if why == "refused":
        return
    (found,), _ = falling_out(law(), Area(TANJUNGSARI), NOVEMBER)
    assert len(reminder(found, NOVEMBER)) <= MOST_LETTERS


def test_nobody_is_reminded_who_has_died(lists: None) -> None:
    ended("died")
    (found,), _ = falling_out(law(), Area(TANJUNGSARI), NOVEMBER)
    assert reminder(found, NOVEMBER) == "" and found.alone is None


def test_the_table_leaves_with_a_number_and_the_people_in_the_log(officer: Client) -> None:
    sent = officer.get(f"{PAGE}export/", {"month": "2025-12", "region": TANJUNGSARI})
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content)).active
    assert sheet is not None and sheet.max_row == 3 + covered(village=TANJUNGSARI)
    noted = History.objects.filter(table_name="person", verb="R", what="export").latest("id")
    assert len(noted.row_ids) == covered(village=TANJUNGSARI) and "nomor" in noted.reason


def test_whose_data_are_restricted_is_counted_and_not_listed(officer: Client) -> None:
    held = ended("moved")
    Person.objects.filter(pk=held.person_id).update(restricted_at="2025-11-21T00:00Z")
    said = officer.get(PAGE, {"month": "2025-11"})
    assert "1 pekerja" in words(said) and names(said) == []


def test_a_month_that_is_none_shows_the_usual_one(signed_in: Callable[[str], Client]) -> None:
    client = signed_in("demo-disnaker")
    for text in ("x", "2025-13", "1900-01", "2500-01"):
        assert client.get(PAGE, {"month": text}).status_code == 200
