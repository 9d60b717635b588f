"""The page of an accident: told from report to payout without a family, with one filled button, and nothing that breaks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.test import Client

from payung.claims.models import Claim
from payung.claims.queries.accident import letters_of
from payung.people.actions.note_death import note_death
from payung.people.models import Person
from tests.claims.accidents import computed, guaranteed, hurt, spent, stated, unable, with_accident_papers
from tests.claims.cases import reported as dead
from tests.claims.cases import with_spouse
from tests.web.claims.cases import approver, covered, decide, officer, reported
from tests.web.pages import words


def filled(client: Client, claim: Claim) -> list[str]:
    """The filled buttons of the page of a claim."""
    page = client.get(f"/claims/{claim.number}/").content.decode()
    return [" ".join(part.split(">", 1)[1].split("<")[0].split()) for part in page.split("btn-primary")[1:]]


def treated(person: Person, **more: Any) -> Claim:
    """A worker who was treated on a letter and by receipt, could not work for a month, and is well again."""
    claim = hurt(person, **more)
    spent(claim, "treatment", 17_250_000, letter=guaranteed(claim).number)
    spent(claim, "treatment", 150_000)
    unable(claim, 1)
    stated(claim, "recovered")
    return claim


def test_an_accident_asks_for_no_heirs(clerk: Client) -> None:
    claim = reported(clerk, what="accident-work")
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert "Catat siapa yang ditinggalkan" not in page and "ahli waris" not in page.split("Surat yang diperlukan")[0]
    assert filled(clerk, claim) == ["Catat laporan tahap I"]


def test_an_accident_is_one_filled_button_from_report_to_payout(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = treated(covered())
    assert filled(clerk, claim) == ["Unggah surat"] == filled(handler, claim)
    computed(claim)
    page = words(eyes.get(f"/claims/{claim.number}/"))
    assert "Rp18.400.000" in page and "RSUD Bayu Asih" in page and claim.person.name in page
    assert filled(handler, claim) == [] and filled(eyes, claim) == ["Setujui Rp18.400.000"]
    assert decide(eyes, claim).status_code == 302
    assert filled(handler, claim) == ["Catat rekening RSUD Bayu Asih"]
    assert f"Catat rekening {claim.person.name}" in words(handler.get(f"/claims/{claim.number}/"))
    hospital = {"bank": "BJB", "number": "0011223344", "holder_name": "RSUD BAYU ASIH"}
    door = f"/claims/{claim.number}/guarantees/{letters_of(claim)[-1].number}/account/"
    assert handler.post(door, hospital).status_code == 302
    assert filled(handler, claim) == [f"Catat rekening {claim.person.name}"]
    account = {"bank": "BRI", "number": "1234567890", "holder_name": claim.person.name}
    assert handler.post(f"/people/{claim.person_id}/bank/enter/", account).status_code == 302
    assert filled(handler, claim) == ["Buka pembayaran"]
    payouts = words(handler.get("/claims/payouts/"))
    assert "2 pembayaran siap dikirim" in payouts and "belum punya rekening" not in payouts


def test_an_accident_that_no_doctor_has_described_waits_for_that(clerk: Client) -> None:
    handler = officer()
    told = reported(clerk, what="accident-work")
    with_accident_papers(told)
    handler.post(f"/claims/{told.number}/complete/")
    page = words(handler.get(f"/claims/{told.number}/"))
    assert filled(handler, told) == ["Catat laporan tahap I"] and "Batasnya 2 x 24 jam" in page
    assert "Menurut aturan santunannya" not in page


def test_who_neither_enrols_nor_handles_claims_enters_no_account(clerk: Client) -> None:
    person = covered()
    assert approver().get(f"/people/{person.pk}/bank/enter/").status_code == 403
    assert officer().get(f"/people/{person.pk}/bank/enter/").status_code == 200


def test_what_an_accident_owes_to_a_worker_who_has_died_waits_for_the_heirs_and_says_so(clerk: Client) -> None:
    handler, person = officer(), covered()
    on = date(2025, 11, 18)  # the pages live on the 21st
    claim = treated(person, occurred_at=datetime(2025, 11, 18, 10, 30).astimezone())
    with_accident_papers(claim, "transport-receipt")
    assert filled(handler, claim) == ["Surat lengkap dan benar"]
    note_death(person=person.pk, died_on=on, on=on)
    assert filled(clerk, claim) == ["Laporkan kematiannya"] and "Laporkan dulu kematiannya" in words(
        handler.get(f"/claims/{claim.number}/")
    )
    assert "pekerja meninggal: bagiannya untuk ahli waris" in words(handler.get("/claims/"))
    death = dead(person, died_on=on, on=on).claim
    assert filled(handler, claim) == ["Buka klaim kematian"]
    with_spouse(death)
    assert filled(handler, claim) == ["Surat lengkap dan benar"]
    assert "BUDI SANTOSO" in words(handler.get(f"/claims/{claim.number}/"))
