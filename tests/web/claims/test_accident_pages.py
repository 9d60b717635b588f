"""What an accident's page takes: stage I and II, costs with their papers, months, letters, a death; refused at the field."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.claims.models import Accident, AccidentCost, Claim, ClaimDocument, InabilityMonth, TreatmentLetter
from payung.people.models import Person
from tests.claims.accidents import guaranteed, paper, picture_of, spent, stated, unable
from tests.claims.accidents import hurt as hurt_then
from tests.web.claims.cases import approver, covered, officer, reported
from tests.web.claims.test_accident_case import filled
from tests.web.pages import words

STRUCK = {
    "struck_at": "10:30", "struck_where": "sawah Blok Cikadu", "struck_source": "traktor terguling", "struck_teller": "heir",
    "struck_story": "Terjepit setir.", "struck_teller_name": "BUDI SANTOSO", "struck_teller_phone": "081200000001",
}  # fmt: skip
COST = {
    "cost_kind": "transport_land",
    "cost_amount": "Rp7.000.000",
    "cost_on": "2025-11-19",
    "cost_facility": "Ambulans desa",
}
STATED = {"outcome": "recovered", "doctor_name": "dr. Ratna", "stated_at": "2025-11-20T08:00"}
DIED = {
    "died_on": "2025-11-20", "died_doctor": "dr. Ratna", "died_stated_at": "2025-11-20T08:00", "died_teller": "hospital",
    "died_teller_name": "RSUD",
}  # fmt: skip
DEEDS = {
    "accident/conclude": "handle-claims", "accident/outcome": "handle-claims", "accident/died": "handle-claims",
    "accident/back": "handle-claims", "costs": "handle-claims", "costs/remove": "handle-claims",
    "inability": "handle-claims", "inability/remove": "handle-claims", "guarantees": "handle-claims",
}  # fmt: skip
HURT_AT = datetime(2025, 11, 18, 10, 30).astimezone()
_shades = iter(range(30_000, 40_000))


def hurt(person: Person, **more: Any) -> Claim:
    """A worker who was hurt on the 18th; the pages live on the 21st."""
    return hurt_then(person, at=datetime(2025, 11, 19, 9).astimezone(), occurred_at=HURT_AT, **more)


def letter_for(claim: Claim) -> TreatmentLetter:
    return guaranteed(claim, until=date(2099, 12, 31))


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", picture_of(next(_shades)), content_type="image/jpeg")


def post(client: Client, claim: Claim, deed: str, **given: Any) -> Any:
    return client.post(f"/claims/{claim.number}/{deed}/", given)


def refused_at(answer: Any, field: str, said: str) -> None:
    """The page again, with these words at that field, and the field itself there to be gone to."""
    page = answer.content.decode()
    assert answer.status_code == 422, answer.status_code
    assert f'href="#id_{field}"' in page and f'id="id_{field}"' in page, field
    assert page.lower().count(said.lower()) >= 2, (said, words(answer)[:800])


def test_stage_one_is_noted_by_the_village_and_joins_the_report(clerk: Client) -> None:
    claim = reported(clerk, what="accident-work", happened_on="2025-11-18")
    refused_at(post(clerk, claim, "accident", **STRUCK | {"struck_at": ""}), "struck_at", "Isi jamnya")
    refused_at(post(clerk, claim, "accident", **STRUCK | {"struck_source": " "}), "struck_source", "penyebab")
    assert not Accident.objects.exists()
    assert post(clerk, claim, "accident", **STRUCK).status_code == 302
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert "18 November 2025 pukul 10.30 WIB" in page and "traktor terguling" in page and "2 x 24 jam" in page
    assert filled(clerk, claim) == ["Unggah surat"] and Claim.objects.count() == 1


def test_a_cost_is_shown_against_its_cap_with_its_article_and_struck_off_for_a_reason(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    assert post(handler, claim, "costs", **COST, file=photo()).status_code == 302
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Angkutan darat, sungai atau danau Rp7.000.000 Rp5.000.000 Rp5.000.000 PP 82/2019" in page
    cost = AccidentCost.objects.get()
    refused_at(post(handler, claim, "costs/remove", row=cost.pk, why=" "), f"why_cost_{cost.pk}", "alasan")
    assert post(handler, claim, "costs/remove", row=cost.pk, why="dobel").status_code == 302
    assert "Belum ada biaya" in words(handler.get(f"/claims/{claim.number}/"))


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"cost_kind": "beer"}, "cost_kind", "beer"),
        ({"cost_amount": "tujuh juta"}, "cost_amount", "bukan jumlah rupiah"),
        ({"cost_on": "kemarin"}, "cost_on", "Isi tanggalnya"),
        ({"cost_on": "2025-01-01"}, "cost_on", "tidak mungkin"),
    ],
)
def test_a_cost_is_refused_at_its_field(clerk: Client, wrong: dict[str, str], field: str, said: str) -> None:
    claim = hurt(covered())
    refused_at(post(officer(), claim, "costs", **COST | wrong, file=photo()), field, said)
    assert not AccidentCost.objects.exists()


def test_a_photo_is_kept_when_the_rest_of_its_cost_is_refused(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    answer = post(handler, claim, "costs", **COST | {"cost_on": "2025-01-01"}, file=photo())
    (kept,) = ClaimDocument.objects.filter(kind="transport-receipt")
    assert f'<option value="{kept.pk}" selected>' in answer.content.decode()
    assert post(handler, claim, "costs", **COST, cost_paper=kept.pk).status_code == 302
    assert AccidentCost.objects.get().proof_id == kept.pk


def test_a_cost_without_a_paper_is_refused(clerk: Client) -> None:
    claim = hurt(covered())
    refused_at(post(officer(), claim, "costs", **COST), "cost_file", "kuitansi angkutan")
    assert not AccidentCost.objects.exists()


def test_months_without_work_are_told_by_month(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    assert post(handler, claim, "inability", unable_month="2025-11", file=photo()).status_code == 302
    proof = InabilityMonth.objects.get()
    refused_at(
        post(handler, claim, "inability", unable_month="2025-11", unable_paper=proof.proof_id), "unable_month", "sudah"
    )
    refused_at(post(handler, claim, "inability", unable_month="nanti"), "unable_month", "Isi bulannya")
    assert "November 2025 bulan ke-1 Rp1.000.000" in words(handler.get(f"/claims/{claim.number}/"))
    refused_at(post(handler, claim, "inability/remove", row=proof.pk, why=""), "why_month", "alasan")
    assert post(handler, claim, "inability/remove", row=proof.pk, why="salah").status_code == 302


def test_what_a_doctor_states_is_noted_once_the_papers_are_there(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    for kind in ("card", "id-worker", "bank-book", "doctor"):
        paper(claim, kind)
    assert filled(handler, claim) == ["Catat keterangan dokter"] and filled(clerk, claim) == []
    refused_at(post(handler, claim, "accident/outcome", **STATED | {"outcome": ""}), "outcome", "tidak dikenal")
    refused_at(post(handler, claim, "accident/outcome", **STATED | {"doctor_name": " "}), "doctor_name", "dokter")
    refused_at(post(handler, claim, "accident/outcome", **STATED | {"stated_at": ""}), "stated_at", "Isi jamnya")
    refused_at(post(handler, claim, "accident/outcome", **STATED | {"outcome": "partial"}), "loss_1", "cacat sebagian")
    lost = {"outcome": "partial", "loss_1": "thumb:right", "loss_2": "index:left", "share_2": "50"}
    assert post(handler, claim, "accident/outcome", **STATED | lost).status_code == 302
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Cacat sebagian: Ibu jari tangan kanan, Jari telunjuk kiri (50 %)" in page
    assert filled(handler, claim) == ["Surat lengkap dan benar"]
    assert post(handler, claim, "accident/back", back_on="2025-11-20").status_code == 302
    assert "Bekerja lagi sejak 20 November 2025" in words(handler.get(f"/claims/{claim.number}/"))
    refused_at(post(handler, claim, "accident/back", back_on="2025-01-01"), "back_on", "kecelakaan")


def test_a_suspicion_is_concluded_for_a_reason(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered(), suspected=True)
    refused_at(post(handler, claim, "accident/conclude", concluded="none", concluded_why=""), "concluded_why", "alasan")
    refused_at(post(handler, claim, "accident/conclude", concluded="", concluded_why="x"), "concluded", "tidak dikenal")
    given = {"concluded": "none", "concluded_why": "Penyakit lama."}
    assert post(handler, claim, "accident/conclude", **given).status_code == 302
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Bukan kecelakaan kerja" in page and "Penyakit lama." in page and "Terbitkan surat jaminan" not in page


def test_a_death_that_came_of_it_opens_a_claim_of_seventy_million(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    refused_at(
        post(handler, claim, "accident/died", **DIED | {"died_on": "2025-01-01"}), "died_on", "sebagai klaim sendiri"
    )
    refused_at(post(handler, claim, "accident/died", **DIED | {"died_stated_at": "x"}), "died_stated_at", "Isi jamnya")
    refused_at(post(handler, claim, "accident/died", **DIED | {"died_teller_name": ""}), "died_teller_name", "melapor")
    assert not Claim.objects.filter(kind="death").exists()
    assert post(handler, claim, "accident/died", **DIED).status_code == 302
    death = Claim.objects.get(kind="death")
    assert death.number in words(handler.get(f"/claims/{claim.number}/"))
    page = words(handler.get(f"/claims/{death.number}/"))
    assert claim.number in page and "Rp70.000.000" in page and "Ya, terlindungi" in page


def test_a_letter_is_issued_and_cancelled_for_a_reason(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    refused_at(post(handler, claim, "guarantees", hospital="", valid_until="2099-12-31"), "hospital", "rumah sakit")
    refused_at(post(handler, claim, "guarantees", hospital="RSUD", valid_until="2025-01-01"), "valid_until", "hari ini")
    assert post(handler, claim, "guarantees", hospital="RSUD Bayu Asih", valid_until="2099-12-31").status_code == 302
    letter = TreatmentLetter.objects.get()
    assert letter.number in words(handler.get(f"/claims/{claim.number}/"))
    deed = f"guarantees/{letter.number}/cancel"
    refused_at(post(handler, claim, deed, why=" "), f"why_{letter.number}", "alasan")
    assert post(handler, claim, deed, why="dirawat di tempat lain").status_code == 302
    assert "dirawat di tempat lain" in words(handler.get(f"/claims/{claim.number}/"))
    other = hurt(covered(1))
    assert post(handler, other, deed, why="x").status_code == 404


def test_a_bill_is_put_on_the_letter_that_guarantees_it(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    letter = letter_for(claim)
    bill = COST | {"cost_kind": "treatment", "cost_letter": letter.number}
    expired = bill | {"cost_kind": "glasses"}
    refused_at(post(handler, claim, "costs", **expired, file=photo()), "cost_letter", letter.number)
    assert post(handler, claim, "costs", **bill, file=photo()).status_code == 302
    assert f"dijamin surat {letter.number}, dibayar ke rumah sakit" in words(handler.get(f"/claims/{claim.number}/"))


def test_the_account_of_a_hospital_is_refused_at_its_field(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    door = f"guarantees/{letter_for(claim).number}/account"
    given = {"bank": "BJB", "number": "0011223344", "holder_name": "RSUD BAYU ASIH"}
    for field in given:
        answer = post(handler, claim, door, **given | {field: ""})
        assert answer.status_code == 422 and f'href="#id_{field}"' in answer.content.decode()
    assert post(clerk, claim, door, **given).status_code == 403
    assert handler.get(f"/claims/{hurt(covered(1)).number}/{door}/").status_code == 404


def test_only_who_handles_claims_does_any_of_it(clerk: Client) -> None:
    claim, eyes = hurt(covered()), approver()
    for deed in DEEDS:
        assert post(clerk, claim, deed).status_code == post(eyes, claim, deed).status_code == 403, deed
    assert post(eyes, claim, "accident").status_code == 403
    page = clerk.get(f"/claims/{claim.number}/").content.decode()
    assert not [deed for deed in DEEDS if f'action="/claims/{claim.number}/{deed}/"' in page]


def test_a_page_of_many_costs_and_letters_has_one_filled_button_and_no_number_twice(clerk: Client) -> None:
    handler, claim = officer(), hurt(covered())
    for n in range(4):
        spent(claim, "treatment", 100_000 + n, letter=guaranteed(claim, f"RS {n}").number)
    unable(claim, 14)
    stated(claim, "recovered", at=HURT_AT)
    page = handler.get(f"/claims/{claim.number}/").content.decode()
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) and len(filled(handler, claim)) == 1
    assert "Rp13.000.000" in page, "twelve months in full, two by half"


def test_bills_that_cannot_be_counted_are_told_on_the_page_and_struck_off_there(clerk: Client) -> None:
    """Such rows were entered before they were refused at the door."""
    handler, claim = officer(), hurt(covered())
    first = spent(claim, "homecare", 1_000_000)
    beyond = {"proof_id": paper(claim, "treatment-receipt"), "spent_on": date(2026, 12, 20)}
    same = {
        name: getattr(first, name)
        for name in ("claim", "person", "village", "kind", "facility", "entered_by", "entered_at")
    }
    late = AccidentCost.objects.create(**same, **beyond, amount_idr=1_000_000)
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Belum dapat dihitung Perawatan di rumah diganti paling lama 12 bulan" in page and "2 kuitansi" in page
    assert post(handler, claim, "costs/remove", row=late.pk, why="lewat setahun").status_code == 302
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Belum dapat dihitung" not in page and "Rp1.000.000" in page
