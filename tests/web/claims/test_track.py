"""An heir without an account: the state in plain words for number and birth day, one answer for anything wrong, and waiting."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from payung.claims.actions.name_heir import enter_heir_account
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim, ClaimHeir, Payout
from payung.rules.law import law
from tests.claims.cases import AT
from tests.web.claims.cases import approver, assessed, brought, decide, officer, reported, with_heir
from tests.web.pages import words

BORN = "1979-01-02"


def asked(number: str, birth_on: str = BORN, client: Client | None = None) -> Any:
    return (client or Client()).post("/claims/track/", {"number": number, "birth_on": birth_on})


def with_account(claim: Claim) -> None:
    heir = ClaimHeir.objects.get(claim=claim)
    enter_heir_account(heir_id=heir.pk, bank="BRI", number="1234567890", holder_name=heir.name)


@pytest.fixture
def claim(clerk: Client) -> Claim:
    made = reported(clerk)
    with_heir(clerk, made)
    return made


def test_whoever_knows_both_is_told_the_state_and_what_is_missing(clerk: Client, claim: Claim) -> None:
    said = words(asked(claim.number.lower()))
    assert "Surat-suratnya belum lengkap" in said and "Kartu keluarga (KK)" in said
    brought(clerk, claim)
    said = words(asked(claim.number))
    assert "sedang diperiksa" in said and "Kartu keluarga" not in said


def test_each_state_is_said_in_plain_words(clerk: Client) -> None:
    handler = officer()
    claim = assessed(clerk, handler)
    assert "Menunggu keputusan" in words(asked(claim.number))
    handler.post(f"/claims/{claim.number}/hold/", {"why": "ahli waris berselisih"})
    held = words(asked(claim.number))
    assert "ditahan untuk sementara" in held and "berselisih" not in held
    handler.post(f"/claims/{claim.number}/let-go/")
    with_account(claim)
    decide(approver(), claim)
    assert "Uang sedang dikirim" in words(asked(claim.number))


def test_money_that_cannot_leave_is_not_said_to_be_under_way(clerk: Client) -> None:
    claim = assessed(clerk, officer())
    decide(approver(), claim)
    said = words(asked(claim.number))
    assert "sedang dikirim" not in said and "Bawa buku rekening ahli waris ke kantor desa" in said
    with_account(claim)
    assert "Uang sedang dikirim" in words(asked(claim.number))
    made = Payout.objects.get(claim=claim)
    send(payouts=[made.pk], digest="f")
    take_result(law=law(), told=[Told(made.pk, None, "rekening tutup")], on=AT.date())
    said = words(asked(claim.number))
    assert "sedang dikirim" not in said and "bank mengembalikannya" in said and "rekening tutup" not in said


def test_nothing_else_is_told(clerk: Client) -> None:
    claim = assessed(clerk, officer())
    page = asked(claim.number).content.decode()
    person = claim.person
    for secret in (
        person.name,
        person.nik,
        person.nik_masked,
        "BUDI",
        "42.000.000",
        "Tanjungsari",
        "sakit lama",
        "petugas-klaim",
    ):
        assert secret not in page


def _bare(answer: Any) -> str:
    """The page without what was typed and the form's token."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_a_wrong_number_and_a_wrong_day_have_one_answer(claim: Claim) -> None:
    wrong_day, wrong_number = asked(claim.number, "1979-01-03"), asked("25-999999-AAAA")
    assert (wrong_day.status_code, wrong_number.status_code) == (422, 422)
    assert _bare(wrong_day) == _bare(wrong_number) and "tidak cocok" in words(wrong_day)


def test_an_heir_who_was_taken_off_follows_no_more(claim: Claim) -> None:
    ClaimHeir.objects.update(removed_why="salah orang")
    assert asked(claim.number).status_code == 422


@pytest.mark.parametrize(
    ("number", "birth_on"), [("", BORN), ("25-1-X", BORN), ("25-000001-AAAA", ""), ("25-000001-AAAA", "x")]
)
def test_what_is_no_number_or_day_is_said_at_its_field(lists: None, number: str, birth_on: str) -> None:
    answer = asked(number, birth_on)
    assert answer.status_code == 422 and 'aria-invalid="true"' in answer.content.decode()


def test_whoever_guesses_birth_days_has_to_wait_and_so_does_who_comes_from_elsewhere(claim: Claim) -> None:
    for day in range(3, 8):
        asked(claim.number, f"1979-01-{day:02}")
    told = asked(claim.number)
    assert told.status_code == 429 and "Coba lagi pukul" in words(told)
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert asked(claim.number, client=other).status_code == 429
    assert asked("25-999999-AAAA", client=other).status_code == 422


def test_whoever_was_right_starts_anew(claim: Claim) -> None:
    for _round in range(3):
        for day in range(3, 6):
            asked(claim.number, f"1979-01-{day:02}", Client(REMOTE_ADDR=f"203.0.113.{day}"))
        assert asked(claim.number, client=Client(REMOTE_ADDR="203.0.113.7")).status_code == 200
