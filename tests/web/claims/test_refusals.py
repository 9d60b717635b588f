"""What a page of claims refuses, it refuses in words at the place where it is wrong, and nothing is changed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from payung.claims.actions.assess import assess
from payung.claims.models import Claim, ClaimHeir, Decision
from payung.rules.law import law
from tests.claims.cases import AT
from tests.web.claims.cases import (
    TOLD,
    approver,
    assessed,
    brought,
    covered,
    decide,
    officer,
    reported,
    with_heir,
)
from tests.web.pages import words


def refused(answer: Any) -> str:
    assert answer.status_code == 422
    return words(answer)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"happened_on": "2099-01-01"}, "belum"),
        ({"happened_on": "1901-01-01"}, "lahir"),
        ({"happened_on": "kemarin"}, "Isi"),
        ({"what": ""}, "Pilih apa yang terjadi."),
        ({"what": "flood"}, "tidak dikenal"),
        ({"teller": ""}, "tulis siapa yang melapor"),
        ({"teller": "registry"}, "tulis siapa yang melapor"),
        ({"teller_name": " "}, "tulis siapa yang melapor"),
        ({"story": "a" * 2001}, "2000"),
    ],
)
def test_a_report_says_what_is_wrong_with_it(clerk: Client, wrong: dict[str, str], said: str) -> None:
    answer = clerk.post(f"/claims/report/{covered().pk}/", {**TOLD, **wrong})
    text = refused(answer)
    assert "Ada yang perlu diperbaiki" in text and said.lower() in text.lower(), text
    assert not Claim.objects.exists()
    assert "di rumah" in answer.content.decode(), "what was typed is lost"


def test_nobody_is_looked_for_without_a_village_and_three_letters(clerk: Client) -> None:
    assert "paling sedikit tiga huruf" in refused(clerk.post("/claims/report/", {"name": "ab"}))
    assert "Pilih desanya" in refused(officer().post("/claims/report/", {"name": "SITI"}))
    assert "hanya berisi angka" in refused(clerk.post("/claims/report/", {"name": "SITI", "nik": "3214X"}))


def test_another_village_cannot_be_searched(clerk: Client) -> None:
    assert "Pilih desanya" in refused(clerk.post("/claims/report/", {"name": "PEKERJA", "village": "32.14.16.2006"}))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"heir_name": "  "}, "nama ahli waris"),
        ({"relation": "tetangga"}, "hubungan"),
        ({"birth_on": "2099-01-01"}, "tanggal lahir"),
        ({"relation": "child", "birth_on": "2015-01-01"}, "wali"),
    ],
)
def test_an_heir_is_refused_in_words(clerk: Client, wrong: dict[str, str], said: str) -> None:
    claim = reported(clerk)
    answer = refused(with_heir(clerk, claim, **wrong))
    assert said in answer.lower(), answer
    assert not ClaimHeir.objects.exists()


def test_the_same_heir_twice_is_refused(clerk: Client) -> None:
    claim = reported(clerk)
    with_heir(clerk, claim)
    assert "sudah" in refused(with_heir(clerk, claim)) and ClaimHeir.objects.count() == 1


def test_a_claim_without_its_papers_is_not_complete_and_the_papers_are_named(clerk: Client) -> None:
    claim = reported(clerk)
    with_heir(clerk, claim)
    answer = refused(officer().post(f"/claims/{claim.number}/complete/"))
    assert "akta atau surat keterangan kematian, kartu keluarga (KK)" in answer and "death-certificate" not in answer


def test_an_heir_is_taken_off_for_a_reason_alone(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    with_heir(clerk, claim)
    heir = ClaimHeir.objects.get()
    refused(handler.post(f"/claims/heirs/{heir.pk}/remove/", {"why": " "}))
    handler.post(f"/claims/heirs/{heir.pk}/remove/", {"why": "salah orang"})
    heir.refresh_from_db()
    assert heir.removed_why == "salah orang" and "Belum ada yang dicatat" in words(
        handler.get(f"/claims/{claim.number}/")
    )


def test_another_sum_than_the_law_s_wants_a_reason_and_is_shown_with_it(clerk: Client) -> None:
    handler, claim = officer(), reported(clerk)
    with_heir(clerk, claim)
    brought(clerk, claim)
    handler.post(f"/claims/{claim.number}/complete/")
    refused(handler.post(f"/claims/{claim.number}/assess/", {"total": "40.000.000", "deviates_why": ""}))
    refused(handler.post(f"/claims/{claim.number}/assess/", {"total": "empat puluh", "deviates_why": "x"}))
    given = {"total": "40.000.000", "deviates_why": "dipotong uang muka"}
    assert handler.post(f"/claims/{claim.number}/assess/", given).status_code == 302
    page = words(approver().get(f"/claims/{claim.number}/"))
    assert (
        "Menurut aturan Rp42.000.000; petugas menyimpang: dipotong uang muka" in page and "Setujui Rp40.000.000" in page
    )


def test_whoever_assessed_does_not_decide(clerk: Client) -> None:
    claim = reported(clerk)
    with_heir(clerk, claim)
    brought(clerk, claim)
    officer().post(f"/claims/{claim.number}/complete/")
    assess(law=law(), number=claim.number, by="penyetuju-klaim", at=AT)
    eyes = approver("penyetuju-klaim")
    page = words(eyes.get(f"/claims/{claim.number}/"))
    assert "Setujui" not in page and "orang lain yang memutuskan" in page
    refused(decide(eyes, claim))
    assert not Decision.objects.exists()


def test_what_is_decided_is_what_the_page_showed(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    answer = eyes.post(f"/claims/{claim.number}/decide/", {"verdict": "approved", "assessment": "1"})
    assert "berubah sejak Anda membuka" in refused(answer) and not Decision.objects.exists()


@pytest.mark.parametrize("verdict", ["refused", "returned"])
def test_a_decision_against_wants_a_reason(clerk: Client, verdict: str) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    refused(decide(eyes, claim, verdict))
    assert decide(eyes, claim, verdict, reason="akta tidak terbaca", article="PP 44/2015 Pasal 34").status_code == 302
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert "akta tidak terbaca (PP 44/2015 Pasal 34)" in page


def test_a_refusal_wants_its_article_beside_the_field(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    answer = decide(eyes, claim, "refused", reason="bukan ahli waris", article=" ")
    assert "Sebut pasal" in refused(answer) and 'href="#id_article"' in answer.content.decode()
    assert not Decision.objects.exists()
    assert decide(eyes, claim, "returned", reason="akta buram").status_code == 302  # for papers no article is asked


def test_a_held_claim_is_not_approved_until_it_is_let_go(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    refused(handler.post(f"/claims/{claim.number}/hold/", {"why": ""}))
    handler.post(f"/claims/{claim.number}/hold/", {"why": "ahli waris berselisih"})
    assert "ahli waris berselisih" in words(eyes.get(f"/claims/{claim.number}/"))
    refused(decide(eyes, claim))
    handler.post(f"/claims/{claim.number}/let-go/")
    assert decide(eyes, claim).status_code == 302


def test_a_refused_claim_is_opened_again_after_an_appeal(clerk: Client) -> None:
    handler, eyes = officer(), approver()
    claim = assessed(clerk, handler)
    decide(eyes, claim, "refused", reason="bukan ahli waris", article="PP 44/2015 Pasal 37")
    assert "Ditolak. Keluarga dapat mengajukan keberatan" in words(clerk.get(f"/claims/{claim.number}/"))
    assert handler.post(f"/claims/{claim.number}/reopen/").status_code == 302
    claim.refresh_from_db()
    assert claim.state == "reported"
    refused(handler.post(f"/claims/{claim.number}/reopen/"))


def test_somebody_not_covered_is_told_why_and_what_is_left(clerk: Client) -> None:
    handler, eyes, person = officer(), approver(), covered()
    claim = reported(clerk, person, happened_on=date(2024, 6, 1).isoformat())
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert (
        "Tidak terlindungi Sampai hari itu belum ada bulan yang dibayar" in page
        and "Yang masih dapat dicari keluarga" in page
    )
    assert handler.post(f"/claims/{claim.number}/assess/").status_code == 302
    refused(decide(eyes, claim))
    assert decide(eyes, claim, "refused", reason="belum terlindungi", article="PP 44/2015 Pasal 27").status_code == 302


def test_an_accident_has_no_sum_before_its_outcome_is_known(clerk: Client) -> None:
    claim = reported(clerk, what="accident-work")
    page = words(clerk.get(f"/claims/{claim.number}/"))
    assert "Santunan kecelakaan dihitung setelah" in page and "Rp70.000.000" not in page


@pytest.mark.parametrize(
    ("given", "field"),
    [({"birth_on": "2015-01-02"}, "guardian_name"), ({"birth_on": "2030-01-02"}, "birth_on"),
     ({"relation": "neighbour"}, "relation"), ({"heir_name": " "}, "heir_name")],
)  # fmt: skip
def test_what_is_wrong_with_an_heir_stands_at_its_field(clerk: Client, given: dict[str, str], field: str) -> None:
    answer = with_heir(clerk, reported(clerk), **given)
    assert answer.status_code == 422 and f'id="wrong-{field}"' in answer.content.decode()
