"""Scholarships on the page of a claim and in the calendar: named, the whole schedule, proven, approved by others, paid."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.test import Client

from payung.claims.actions.assess import assess
from payung.claims.actions.complete import complete
from payung.claims.actions.name_child import Schooling, name_child
from payung.claims.actions.name_heir import Named, enter_heir_account, name_heir
from payung.claims.actions.pay import Told as Said
from payung.claims.actions.pay import send, take_result
from payung.claims.actions.report import Told, report
from payung.claims.models import Claim, Payout, ScholarshipChild, ScholarshipYear
from payung.rules.law import law
from payung.units.region import Area
from tests.claims.accidents import DEATH_AT_WORK, paper
from tests.users import a_client
from tests.web.claims.cases import approver, covered, decide, officer
from tests.web.claims.test_accident_case import filled
from tests.web.claims.test_accident_pages import photo, post, refused_at
from tests.web.pages import words

ON = date(2025, 11, 19)
AT = datetime(2025, 11, 19, 9).astimezone()
CITRA, DEWI = date(2015, 3, 1), date(2010, 5, 2)


def with_children(number: int = 0, *children: tuple[str, date]) -> Claim:
    """A worker who died at work, with children of school age."""
    told = Told("death", "work", date(2025, 11, 18), "heir", "BUDI SANTOSO")
    claim = report(law=law(), person_id=covered(number).pk, told=told, by="operator", on=ON, at=AT).claim
    for name, born in children or (("CITRA", CITRA),):
        named = Named("child", name, born, "SITI WALI")
        heir = name_heir(law=law(), number=claim.number, named=named, by="operator", on=ON, at=AT)
        enter_heir_account(heir_id=heir.pk, bank="BRI", number="12345678", holder_name="SITI WALI")
    return claim


def named(claim: Claim, **more: Any) -> list[ScholarshipChild]:
    return [
        name_child(law=law(), number=claim.number, heir_id=heir.pk, schooling=Schooling(**more), by="petugas", at=AT)
        for heir in claim.claimheir_set.order_by("pk")
    ]


def paid(claim: Claim) -> Claim:
    """The benefit computed, approved, and in the hands of the family."""
    for kind in (*DEATH_AT_WORK, "guardian"):
        paper(claim, kind)
    complete(law=law(), number=claim.number, on=ON)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    assert decide(approver(), claim).status_code == 302
    settle(claim)
    return Claim.objects.get(pk=claim.pk)


def settle(claim: Claim) -> None:
    due = [each.pk for each in Payout.objects.filter(claim=claim, state="due")]
    send(payouts=due, digest="d" * 60 + f"{len(due)}{claim.pk % 100}")
    take_result(law=law(), told=[Said(each, date(2025, 11, 21)) for each in due], on=date(2025, 11, 21))


def first_year(claim: Claim) -> ScholarshipYear:
    found = ScholarshipYear.objects.filter(claim=claim).order_by("due_on", "id").first()
    assert found is not None
    return found


def test_a_child_is_named_and_its_whole_schedule_is_shown_before_anything_is_approved(clerk: Client) -> None:
    handler, claim = officer(), with_children()
    heir = claim.claimheir_set.get()
    refused_at(post(handler, claim, "children", child="0"), "child", "anak")
    refused_at(post(handler, claim, "children", child=heir.pk, school_level="s9"), "school_level", "s9")
    refused_at(post(handler, claim, "children", child=heir.pk, school_level="sd", school_year="9"), "school_year", "9")
    assert post(handler, claim, "children", child=heir.pk, school_level="sd", school_year="5").status_code == 302
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Jadwal: 13 tahun, Rp78.000.000" in page and "lewat wali: SITI WALI" in page, page
    assert "18 November 2025 Sekolah dasar, tahun 5 Rp1.500.000" in page and "ditulis saat klaim disetujui" in page


def test_a_year_above_the_limit_of_its_approver_is_approved_by_the_head(clerk: Client) -> None:
    handler, eyes, head = officer(), approver(), a_client("kepala-klaim", "claims-head", "32.14")
    claim = with_children(2)
    named(claim, level="sd", year=5)
    claim = paid(claim)
    year = first_year(claim)
    # No year of the law is so dear: only so does the limit of the role speak.
    ScholarshipYear.objects.filter(pk=year.pk).update(amount_idr=100_000_001)
    assert post(handler, claim, "schooling", year=year.pk, file=photo()).status_code == 302
    said = words(eyes.get(f"/claims/{claim.number}/"))
    assert "Anda dapat menyetujui paling banyak Rp100.000.000" in said and filled(eyes, claim) == []
    answer = post(eyes, claim, "schooling/approve", year=year.pk)
    assert answer.status_code == 422 and "tahun beasiswa ini Rp100.000.001" in words(answer)
    assert post(head, claim, "schooling/approve", year=year.pk).status_code == 302
    assert ScholarshipYear.objects.get(pk=year.pk).limit_idr is None


def test_a_year_is_proven_by_one_approved_by_another_and_paid(clerk: Client) -> None:
    handler, eyes, claim = officer(), approver(), with_children()
    named(claim, level="sd", year=5)
    claim = paid(claim)
    year = first_year(claim)
    assert filled(handler, claim) == ["Terima surat sekolah"] and filled(eyes, claim) == []
    refused_at(post(handler, claim, "schooling", year=year.pk), f"school_{year.pk}_file", "Pilih berkasnya")
    assert post(handler, claim, "schooling", year=year.pk, file=photo()).status_code == 302
    assert filled(handler, claim) == [] and filled(eyes, claim) == ["Setujui Rp1.500.000 untuk CITRA"]
    assert post(eyes, claim, "schooling/approve", year=year.pk).status_code == 302
    assert filled(handler, claim) == ["Buka pembayaran"]
    assert ScholarshipYear.objects.get(pk=year.pk).limit_idr == 100_000_000
    settle(claim)
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "(sudah dibayar Rp1.500.000)" in page and filled(handler, claim) == []
    assert "Selesai: semuanya sudah dibayar." in page


def test_a_paper_that_will_not_do_is_refused_for_a_reason_that_is_shown(clerk: Client) -> None:
    handler, claim = officer(), with_children()
    named(claim, level="sd", year=5)
    claim = paid(claim)
    year = first_year(claim)
    post(handler, claim, "schooling", year=year.pk, file=photo())
    refused_at(post(handler, claim, "schooling/refuse", year=year.pk, why=" "), f"why_year_{year.pk}", "alasan")
    assert post(handler, claim, "schooling/refuse", year=year.pk, why="tanpa cap sekolah").status_code == 302
    assert "Yang lalu ditolak: tanpa cap sekolah" in words(handler.get(f"/claims/{claim.number}/"))


def test_what_stops_a_scholarship_is_said(clerk: Client) -> None:
    handler, claim = officer(), with_children(0, ("DEWI", DEWI))
    (dewi,) = named(claim, level="sma", year=1)
    claim = paid(claim)
    mark = f"_{dewi.pk}"
    level = {"child": dewi.pk, f"school_level{mark}": "sma", f"school_year{mark}": "1"}
    wrong = level | {f"work{mark}": "wage", f"wage_months{mark}": ""}
    refused_at(post(handler, claim, "children/change", **wrong), f"wage_months{mark}", "bulan")
    refused_at(
        post(handler, claim, "children/change", **level | {f"married_on{mark}": "besok"}),
        f"married_on{mark}",
        "tanggal",
    )
    married = level | {f"married_on{mark}": "2026-12-01"}
    assert post(handler, claim, "children/change", **married).status_code == 302
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "karena anak sudah menikah" in page and "menikah 1 Desember 2026" in page and "Jadwal: 2 tahun" in page


def test_only_its_own_years_and_only_whoever_may(clerk: Client) -> None:
    handler, eyes, claim, other = officer(), approver(), with_children(), with_children(1)
    named(claim, level="sd", year=5)
    claim = paid(claim)
    year = first_year(claim)
    assert post(handler, other, "schooling/refuse", year=year.pk, why="x").status_code == 422
    assert post(handler, other, "children/change", child=ScholarshipChild.objects.get().pk).status_code == 422
    for deed in ("children", "children/change", "schooling", "schooling/refuse"):
        assert post(clerk, claim, deed).status_code == post(eyes, claim, deed).status_code == 403, deed
    assert post(handler, claim, "schooling/approve", year=year.pk).status_code == 403
    year.refresh_from_db()
    assert year.state == "planned"


@pytest.fixture
def two_paid(clerk: Client) -> list[Claim]:
    claims = [with_children(0, ("CITRA", CITRA), ("DEWI", DEWI)), with_children(1, ("EKA", CITRA))]
    for each in claims:
        named(each)
    return [paid(each) for each in claims]


def test_the_calendar_tells_month_by_month_what_is_due_and_leads_to_the_claim(
    clerk: Client, two_paid: list[Claim]
) -> None:
    page = words(clerk.get("/claims/scholarships/"))
    assert "3 tahun sekolah" in page and "November 2025" in page and "CITRA" in page and "EKA" in page
    assert "Jatuh tempo: 3" in page and "Surat sekolah belum ada: 3" in page and "Menunggu persetujuan: 0" in page
    assert (
        f'href="/claims/{two_paid[1].number}/#scholarship-title"' in clerk.get("/claims/scholarships/").content.decode()
    )
    post(officer(), two_paid[1], "schooling", year=first_year(two_paid[1]).pk, file=photo())
    waiting = words(clerk.get("/claims/scholarships/?state=approval"))
    assert "EKA" in waiting and "CITRA" not in waiting
    later = words(clerk.get("/claims/scholarships/?state=later"))
    assert "November 2026" in later and "November 2025" not in later
    assert "Tidak ada tahun sekolah di sini" in words(clerk.get("/claims/scholarships/?state=paid"))
    assert "/claims/scholarships/" in clerk.get("/claims/").content.decode()


def test_the_calendar_shows_each_year_on_one_page_alone(two_paid: list[Claim]) -> None:
    from payung.claims.queries.school_years import Years, school_years

    wanted, seen, after, more = Years(Area("32.14"), "later", date(2025, 11, 21)), [], None, True
    while more:
        page, more = school_years(wanted, after=after, limit=3)
        seen += [each.pk for each in page]
        after = page[-1].pk
    assert sorted(seen) == sorted(
        ScholarshipYear.objects.exclude(due_on=date(2025, 11, 18)).values_list("pk", flat=True)
    )


def test_the_calendar_of_another_village_is_not_there(clerk: Client, two_paid: list[Claim]) -> None:
    assert clerk.get("/claims/scholarships/?village=32.14.16.2006").status_code == 404
    assert "CITRA" not in words(officer().get("/claims/scholarships/?village=32.14.16.2006"))
    stranger = a_client("operator-lain", "village-clerk", "32.14.16.2006")
    assert "CITRA" not in words(stranger.get("/claims/scholarships/"))


def test_the_calendar_leaves_as_a_workbook_with_its_number(clerk: Client, two_paid: list[Claim]) -> None:
    answer = clerk.get("/claims/scholarships/export/")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert "nomor" in str(rows) and sum("18 November 2025" in str(row) for row in rows) == 3 and "EKA" in str(rows)
    assert officer().get("/claims/scholarships/export/").status_code == 403
