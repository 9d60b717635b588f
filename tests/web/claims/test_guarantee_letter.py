"""A guarantee letter leaves as a PDF whose QR code is signed; a hospital checks it without an account, and learns no more."""

from __future__ import annotations

import io
import os
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from payung.claims.actions.issue_letter import cancel_letter
from payung.claims.models import Claim, TreatmentLetter
from tests.web.claims.cases import approver, covered, officer
from tests.web.claims.readings import readings
from tests.web.claims.test_accident_pages import hurt, letter_for, post
from tests.web.pages import words


@pytest.fixture
def claim(clerk: Client) -> Claim:
    return hurt(covered())


@pytest.fixture
def letter(claim: Claim) -> TreatmentLetter:
    return letter_for(claim)


def printed(client: Client, letter: TreatmentLetter) -> Any:
    return post(client, letter.claim, f"guarantees/{letter.number}/pdf")


def code_of(answer: Any) -> str:
    """What a scanner reads from the printed page."""
    picture = pypdfium2.PdfDocument(io.BytesIO(answer.content))[0].render(scale=3).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


def asked(client: Client | None = None, **given: str) -> Any:
    return (client or Client()).post("/claims/letter/", given)


def test_the_letter_names_worker_hospital_and_last_day_and_is_noted(claim: Claim, letter: TreatmentLetter) -> None:
    answer = printed(officer(), letter)
    assert (
        answer.headers["Content-Type"] == "application/pdf" and letter.number in answer.headers["Content-Disposition"]
    )
    document = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    text = " ".join(document[0].get_textpage().get_text_range().replace("\u200b", "").split())
    for said in (
        letter.number,
        "RSUD Bayu Asih",
        claim.person.name,
        "31 Desember 2099",
        "tanpa batas",
        "/claims/letter/",
    ):
        assert said in text, said
    assert len(document) == 1 and claim.person.nik not in text
    if folder := os.environ.get("PAYUNG_PICTURES"):
        document[0].render(scale=2).to_pil().save(f"{folder}/surat-jaminan.png")
    assert [why for _by, _what, why in readings() if letter.number in why]


def test_its_qr_code_is_checked_without_an_account(letter: TreatmentLetter) -> None:
    token = code_of(printed(officer(), letter))
    said = words(asked(text=token))
    assert "Asli dan berlaku" in said and "RSUD Bayu Asih" in said and letter.claim.person.name not in said
    cancel_letter(letter=letter.number, why="dirawat di tempat lain")
    said = words(asked(text=token))
    assert "sudah dibatalkan" in said and "tempat lain" not in said
    assert asked(text=token[:-6] + "AAAAAA").status_code == 422


def test_number_and_code_have_one_answer_for_whatever_is_wrong(letter: TreatmentLetter) -> None:
    grouped = " ".join(letter.code[n : n + 4] for n in range(0, 16, 4)).lower()
    assert "Asli dan berlaku" in words(asked(number=letter.number.lower(), code=grouped))
    wrong = asked(number=letter.number, code="A" * 16), asked(number="SJ-2025-999999", code=letter.code)
    assert {each.status_code for each in wrong} == {422}
    assert all("Tidak ada surat jaminan dengan nomor dan kode ini" in words(each) for each in wrong)
    assert all("RSUD" not in words(each) for each in wrong)


@pytest.mark.parametrize(("given", "field"), [({}, "number"), ({"number": "SJ-2025-000001"}, "code")])
def test_what_is_missing_is_said_at_its_field(letter: TreatmentLetter, given: dict[str, str], field: str) -> None:
    answer = asked(**given)
    assert answer.status_code == 422 and f'href="#id_{field}"' in answer.content.decode()


def test_whoever_guesses_on_has_to_wait(letter: TreatmentLetter) -> None:
    answers = [asked(number=letter.number, code=f"{n:016}").status_code for n in range(12)]
    assert answers[0] == 422 and answers[-1] == 429
    assert asked(number=letter.number, code=letter.code).status_code == 429


def test_a_cancelled_letter_is_not_printed_and_only_who_handles_claims_prints(
    clerk: Client, letter: TreatmentLetter
) -> None:
    assert printed(clerk, letter).status_code == printed(approver(), letter).status_code == 403
    cancel_letter(letter=letter.number, why="x")
    answer = printed(officer(), letter)
    assert answer.status_code == 422 and "sudah dibatalkan" in words(answer)
