"""A death from the clerk's phone to the decision, page by page."""

from typing import Any

from django.db import connection
from django.test import Client

from payung.claims.models import Claim, ClaimHeir, Payout
from payung.web.components.tags import moment
from tests.web.claims.cases import (
    TOLD,
    approver,
    assessed,
    bring,
    brought,
    covered,
    decide,
    officer,
    reported,
    with_heir,
)
from tests.web.pages import words


def test_a_clerk_finds_the_worker_though_the_name_is_mistyped(clerk: Client) -> None:
    person = covered()
    typed = person.name[:2] + person.name[3:]
    found = words(clerk.post("/claims/report/", {"name": typed, "nik": ""}))
    assert person.name in found and "Yang mana orangnya?" in found
    assert person.nik not in found


def test_a_report_gives_a_number_and_says_what_the_family_brings(clerk: Client) -> None:
    claim = reported(clerk)
    told = words(clerk.get(f"/claims/{claim.number}/reported/"))
    assert claim.number in told and "Akta atau surat keterangan kematian" in told and "kantor desa" in told


def test_a_second_report_is_joined_and_says_so(clerk: Client) -> None:
    claim = reported(clerk)
    told = {"what": "death-natural", "happened_on": "2025-11-17", "teller": "clerk", "teller_name": "Operator"}
    again = clerk.post(f"/claims/report/{claim.person_id}/", told, follow=True)
    assert "digabungkan" in words(again) and Claim.objects.count() == 1
    assert "laporan berikutnya tentang kejadian yang sama" in words(clerk.get(f"/claims/{claim.number}/"))


def test_the_model_case_is_approved_and_instructed(clerk: Client) -> None:
    handler = officer()
    claim = assessed(clerk, handler)
    assert claim.state == "assessed"
    eyes = approver()
    page = words(eyes.get(f"/claims/{claim.number}/"))
    assert "Setujui Rp42.000.000" in page and "PP 82/2019" in page and "Terlindungi pada hari itu? Ya" in page
    assert decide(eyes, claim).status_code == 302
    claim.refresh_from_db()
    assert claim.state == "approved" and Payout.objects.get(claim=claim).amount_idr == 42_000_000
    assert "Rekening ahli waris belum dicatat" in words(handler.get(f"/claims/{claim.number}/"))


def test_an_account_is_sealed_and_shown_by_its_last_digits(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    with_heir(clerk, claim)
    heir = ClaimHeir.objects.get(claim=claim)
    entered = {"bank": "bjb", "number": "00-1234.5678", "holder_name": "BUDI SANTOSO"}
    assert handler.post(f"/claims/heirs/{heir.pk}/account/", entered).status_code == 302
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "****5678" in page and "12345678" not in page
    assert "****5678" not in words(clerk.get(f"/claims/{claim.number}/"))


def test_the_next_step_is_one_filled_button(clerk: Client) -> None:
    handler, eyes, claim = officer(), approver(), reported(clerk)

    def filled(client: Client) -> list[str]:
        page = client.get(f"/claims/{claim.number}/").content.decode()
        return [part.split(">", 1)[1].split("<")[0] for part in page.split("btn-primary")[1:]]

    assert filled(clerk) == ["Catat ahli waris"] and filled(eyes) == []
    with_heir(clerk, claim)
    assert filled(clerk) == ["Unggah surat"]
    brought(clerk, claim)
    assert filled(clerk) == [] and filled(handler) == ["Surat lengkap dan benar"]
    handler.post(f"/claims/{claim.number}/complete/")
    assert filled(handler) == ["Hitung dan serahkan"]
    handler.post(f"/claims/{claim.number}/assess/")
    assert filled(handler) == [] and filled(eyes) == ["Setujui Rp42.000.000"]
    decide(eyes, claim)
    assert filled(handler) == ["Catat rekening BUDI SANTOSO"]


def test_a_paper_that_is_rejected_is_missing_again(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    with_heir(clerk, claim)
    brought(clerk, claim)
    paper = claim.claimdocument_set.get(kind="family-card")
    handler.post(f"/claims/papers/{paper.pk}/reject/", {"why": "buram"})
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert "Masih kurang 1 surat. Kartu keluarga (KK)" in page and "Ditolak: buram" in page
    assert bring(clerk, claim, "family-card", paper_again()).status_code == 302
    assert "Masih kurang" not in words(clerk.get(f"/claims/{claim.number}/"))


def paper_again() -> bytes:
    from tests.claims.cases import picture

    return picture(240)


def test_a_demo_shows_no_step_on_the_real_day(clerk: Client, settings: Any) -> None:
    claim = reported(clerk)
    written = moment(claim.claimstep_set.get().at)
    settings.DEMO = False
    assert written in words(clerk.get(f"/claims/{claim.number}/"))
    settings.DEMO = True
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert written not in page and "Menunggu surat demo-tanjungsari" in page


def test_a_report_that_is_sent_twice_is_told_once(clerk: Client) -> None:
    claim = reported(clerk)
    assert reported(clerk) == claim and claim.claimreport_set.count() == 1
    clerk.post(f"/claims/report/{claim.person_id}/", {**TOLD, "teller": "clerk"})
    assert claim.claimreport_set.count() == 2


def test_a_report_without_an_event_asks_for_one_at_its_field_alone(clerk: Client) -> None:
    answer = clerk.post(f"/claims/report/{covered().pk}/", {})
    assert answer.status_code == 422 and answer.content.decode().count("Pilih apa yang terjadi.") == 2  # summary, field


def test_an_amount_is_not_told_twice(clerk: Client) -> None:
    claim = reported(clerk)
    with_heir(clerk, claim)
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert "Rp42.000.000 Belum ada rekening" in page and "Rp20.000.000 Rp20.000.000" not in page
    with_heir(clerk, claim, heir_name="SARI SANTOSO", relation="child", birth_on="1999-01-02")
    assert "Rp21.000.000 Rp42.000.000 / 2" in words(clerk.get(f"/claims/{claim.number}/"))


def test_an_account_that_cannot_be_opened_hides_no_other(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    for name, number in (("BUDI SANTOSO", "0011112222"), ("SARI SANTOSO", "0033334444")):
        with_heir(clerk, claim, heir_name=name)
        heir = ClaimHeir.objects.get(claim=claim, name=name)
        handler.post(f"/claims/heirs/{heir.pk}/account/", {"bank": "bjb", "number": number, "holder_name": name})
    with connection.cursor() as db:
        db.execute(
            "UPDATE claim_heir SET account_number = (SELECT account_number FROM claim_heir WHERE name LIKE 'SARI%')"
        )
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "****?" in page and "****4444" in page and "****2222" not in page
