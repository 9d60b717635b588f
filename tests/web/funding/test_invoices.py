"""A month is put on invoices by one button, every worker-month once, and an invoice shows counts and never a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from payung.access.queries import seeing
from payung.cli.demo import JUDGED_ON
from payung.funding.models import FundingLine, Invoice
from payung.funding.queries import miscarried
from payung.insight.invoice import invoice_run, villages_of_invoice
from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.actions.invoice_month import invoice_month
from payung.membership.models import CoverMonth, Enrolment
from payung.units.month import Month
from payung.units.region import Area
from tests.roles import NEIGHBOUR, TANJUNGSARI
from tests.users import a_client
from tests.web.pages import links, words

pytestmark = pytest.mark.django_db
RUN = "/funding/invoices/"
NOVEMBER = Month(2025, 11)


@pytest.fixture
def treasurer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("demo-bendahara")


def run_of(code: str):
    return next(line for line in invoice_run(NOVEMBER.first_day) if line.code == code)


def test_the_run_says_what_it_will_do_and_does_it_once(treasurer: Client) -> None:
    workers = CoverMonth.objects.filter(month=NOVEMBER.first_day).count()
    assert f"belum ditagih, untuk {workers} pekerja" in words(treasurer.get(f"{RUN}?month=2025-11"))
    made = words(treasurer.post(RUN, {"month": "2025-11"}, follow=True))
    assert "Tagihan kab-2025/2025-11/1 dibuat" in made and "Tagihan lama-tanjungsari/2025-11/1 dibuat" in made
    again = words(treasurer.post(RUN, {"month": "2025-11"}, follow=True))
    assert "Tidak ada yang belum ditagih" in again and "sudah ditagih" in again
    assert sum(Invoice.objects.values_list("workers", flat=True)) == workers and miscarried() == []


def test_where_one_line_cannot_be_invoiced_nothing_of_the_others_stays(
    treasurer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is invoiced by somebody else in the moment between looking and making: the run finds nothing for it."""
    first, second = sorted(line.id for line in invoice_run(NOVEMBER.first_day) if line.to_invoice_idr)[:2]
    made: list[int] = []

    def lost(*, line: FundingLine, month: Month, on: date) -> Invoice:
        if line.pk == second:
            invoice_month(line=line, month=month, on=on)
        made.append(line.pk)
        return invoice_month(line=line, month=month, on=on)

    monkeypatch.setattr("payung.web.funding.invoices.invoice_month", lost)
    told = words(treasurer.post(RUN, {"month": "2025-11"}, follow=True))
    assert made == [first, second] and not Invoice.objects.exists() and miscarried() == []
    assert "tidak ada tagihan yang dibuat" in told and "dibuat:" not in told


def test_one_line_can_be_invoiced_alone(treasurer: Client) -> None:
    treasurer.post(RUN, {"month": "2025-11", "line": "kab-2025"})
    treasurer.post(RUN, {"month": "2025-11", "line": "kab-2025"})
    assert [str(each) for each in Invoice.objects.all()] == ["kab-2025/2025-11/1"]


def test_an_invoice_is_shown_by_village_and_without_anybody_s_name(treasurer: Client) -> None:
    treasurer.post(RUN, {"month": "2025-11", "line": "kab-2025"})
    made = Invoice.objects.get()
    page = words(treasurer.get(f"/funding/invoices/{made.pk}/"))
    assert "Desa Tanjungsari 17 Rp285.600" in page and "PEKERJA" not in page and "Belum ada kode bayar" in page
    assert [each.code for each in villages_of_invoice(made.pk)] == [TANJUNGSARI, NEIGHBOUR]


def test_what_ended_after_its_invoice_is_taken_off_and_not_counted_as_invoiced(treasurer: Client) -> None:
    treasurer.post(RUN, {"month": "2025-11", "line": "kab-2025"})
    before = run_of("kab-2025")
    with seeing(Area(""), by="test"):
        seat = Enrolment.objects.filter(line__code="kab-2025", village=TANJUNGSARI, state="placed").first()
        end_enrolments(endings=[Ending(seat.pk, NOVEMBER)], why="refused", on=JUDGED_ON)
    after = run_of("kab-2025")
    assert (after.covered, after.invoiced, after.to_invoice_idr) == (before.covered - 1, before.invoiced - 1, 0)
    assert "1 bulan pekerja (Rp16.800) diambil lagi" in words(
        treasurer.get(f"/funding/invoices/{Invoice.objects.get().pk}/")
    )


def test_an_empty_area_is_told_what_to_wait_for(lists: None) -> None:
    assert "Belum ada bulan yang dapat ditagih" in words(a_client("bendahara-lain", "treasurer", "32.15").get(RUN))


def test_whoever_deals_with_bpjs_finds_the_payment_file_on_the_invoice(treasurer: Client, officer: Client) -> None:
    treasurer.post(RUN, {"month": "2025-11", "line": "kab-2025"})
    with seeing(Area(""), by="test"):
        made = Invoice.objects.get()
    page = f"/funding/invoices/{made.pk}/"
    assert (
        f"{page}payment-file/" in links(officer.get(page))
        and "payment-file" not in treasurer.get(page).content.decode()
    )
