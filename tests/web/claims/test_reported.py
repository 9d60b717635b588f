"""The page after a report, and the page to follow it by: covered or not, what the law gives, and what is to be done."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from payung.claims.models import Claim
from tests.web.claims.cases import TOLD, covered, officer, reported, with_heir
from tests.web.pages import words

LONG_BEFORE = "2023-05-02"
PROMISE = ("Uang dikirim", "Uang sedang dikirim", "Kartu keluarga (KK)", "membawa surat")


def page_of(client: Client, claim: Claim) -> str:
    return words(client.get(f"/claims/{claim.number}/reported/"))


def followed(number: str, birth_on: str) -> Any:
    return Client().post("/claims/track/", {"number": number, "birth_on": birth_on})


def test_somebody_covered_reads_by_whom_and_what_the_law_gives_and_why(clerk: Client) -> None:
    claim = reported(clerk)
    said = page_of(clerk, claim)
    assert claim.line is not None
    assert "Ya, terlindungi" in said and claim.line.payer in said
    assert "Rp42.000.000" in said and "pemakaman" in said and "PP 82/2019" in said
    assert "Kartu keluarga (KK)" in said and "Uang dikirim ke rekening ahli waris" in said
    assert "tanggal lahir ahli waris" in said


def test_somebody_not_covered_reads_why_not_and_what_is_left_and_is_promised_nothing(clerk: Client) -> None:
    claim = reported(clerk, happened_on=LONG_BEFORE)
    said = page_of(clerk, claim)
    assert "Tidak terlindungi" in said and "Sampai hari itu belum ada bulan yang dibayar" in said
    assert "kantor BPJS Ketenagakerjaan" in said and "surat keputusan" in said and "keberatan" in said
    assert [word for word in PROMISE if word in said] == [] and "Rp42.000.000" not in said


def test_the_family_of_somebody_not_covered_follows_it_without_a_list_of_papers(clerk: Client) -> None:
    claim = reported(clerk, happened_on=LONG_BEFORE)
    with_heir(clerk, claim)
    said = words(followed(claim.number, "1979-01-02"))
    assert "tidak terlindungi pada hari kejadian" in said and "kantor BPJS Ketenagakerjaan" in said
    assert [word for word in PROMISE if word in said] == []
    officer().post(f"/claims/{claim.number}/assess/")
    assert "Menunggu keputusan" in words(followed(claim.number, "1979-01-02"))


@pytest.mark.parametrize("door", ["case", "receipt"])
def test_nowhere_are_papers_asked_of_the_family_of_somebody_not_covered(clerk: Client, door: str) -> None:
    from payung.cli.claim_json import for_json

    claim = reported(clerk, what="accident-work", happened_on=LONG_BEFORE)
    if door == "case":
        assert for_json(claim)["missing"] == []
        assert "Kartu tanda peserta" not in words(clerk.get(f"/claims/{claim.number}/"))
        return
    from datetime import datetime

    from payung.claims.actions.number_letter import number_letter
    from payung.insight.claim_letter_words import receipt
    from payung.rules.law import law

    at = datetime(2025, 11, 25, 9, 0).astimezone()
    (letter,) = number_letter(claim=claim, kind="receipt", by="x", at=at)
    titles = [part["title"] for part in receipt(law(), claim, letter, at)["parts"]]
    assert "Perlindungan" in titles and "Kapan dibayar" not in titles


def test_a_living_worker_who_was_hurt_is_spoken_to_as_such(clerk: Client) -> None:
    claim = reported(clerk, what="accident-work")
    said = page_of(clerk, claim)
    assert "tanggal lahir pekerja" in said and "rekening pekerja" in said and "rumah sakit" in said.lower()
    assert "ahli waris" not in said.partition("Buka klaim")[0]
    told = words(followed(claim.number, claim.person.birth_on.isoformat()))
    assert "Laporan sudah diterima" in told
    assert followed(claim.number, "1979-01-03").status_code == 422


@pytest.mark.parametrize("field", ["story", "where"])
def test_a_report_with_a_nik_in_its_words_is_refused_at_that_field(clerk: Client, field: str) -> None:
    answer = clerk.post(f"/claims/report/{covered().pk}/", {**TOLD, field: "istri, NIK 3214 9917 0580 0001"})
    assert answer.status_code == 422 and "16 angka seperti NIK" in words(answer)
    assert f'href="#id_{field}"' in answer.content.decode() and not Claim.objects.exists()


def test_the_worker_s_own_birth_day_opens_no_claim_of_a_death(clerk: Client) -> None:
    claim = reported(clerk)
    with_heir(clerk, claim)
    assert followed(claim.number, claim.person.birth_on.isoformat()).status_code == 422
