"""From the approval to the money: one file to the bank, its answer, what came back sent once more, and the claim closed."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.claims.models import Claim, ClaimHeir, Payout
from payung.claims.queries.open_payouts import has_clock, open_payouts
from payung.units.region import Area
from tests.older import before
from tests.web.claims.cases import approver, assessed, covered, decide, officer
from tests.web.claims.readings import readings
from tests.web.pages import words

ACCOUNT = "0012345678"


@pytest.fixture
def handler(lists: None) -> Client:
    return officer()


@pytest.fixture
def claim(clerk: Client, handler: Client) -> Claim:
    """An approved claim whose heir has an account."""
    found = assessed(clerk, handler)
    decide(approver(), found)
    account(handler, found)
    return found


def account(handler: Client, claim: Claim, number: str = ACCOUNT) -> None:
    heir = ClaimHeir.objects.get(claim=claim)
    given = {"bank": "bjb", "number": number, "holder_name": "BUDI SANTOSO"}
    handler.post(f"/claims/heirs/{heir.pk}/account/", given)


def sent(handler: Client, again: str = "") -> Any:
    return handler.post("/claims/payouts/file/", {"kind": "csv", **({"again": again} if again else {})})


def rows(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=_sign(answer)))


def _sign(answer: Any) -> str:
    return ";" if b";" in answer.content.split(b"\n")[0] else ","


def answered(handler: Client, reference: str, *, amount: str = "42000000", on: str = "", why: str = "") -> Any:
    text = f"REFERENSI,JUMLAH,TANGGAL_BAYAR,ALASAN_GAGAL\n{reference},{amount},{on},{why}\n"
    return handler.post("/claims/payouts/result/", {"file": SimpleUploadedFile("bank.csv", text.encode())}, follow=True)


def test_the_file_is_made_once_and_the_same_one_again_by_its_code(handler: Client, claim: Claim) -> None:
    assert "1 pembayaran siap dikirim" in words(handler.get("/claims/payouts/"))
    before = len(readings())
    first = sent(handler)
    (row,) = rows(first)
    assert ACCOUNT in row.values() and "42000000" in row.values()
    code = Payout.objects.get().bank_file
    assert code in first.headers["Content-Disposition"]
    noted = {(what, reason.split(" nomor")[0].rstrip(",")) for _by, what, reason in readings()[before:]}
    assert {("bank", "berkas pembayaran klaim"), ("export", f"berkas pembayaran klaim {code}")} <= noted
    assert sent(handler).status_code == 422, "nothing is left to send"
    assert rows(sent(handler, again=code)) == [row]
    assert sent(handler, again="00000000").status_code == 422


def test_what_the_bank_paid_closes_the_claim_and_twice_changes_nothing(handler: Client, claim: Claim) -> None:
    (row,) = rows(sent(handler))
    reference = next(value for value in row.values() if value.startswith(claim.number))
    assert "1 dibayar, 0 gagal" in words(answered(handler, reference, on="21-11-2025"))
    claim.refresh_from_db()
    assert claim.state == "paid"
    assert "0 dibayar, 0 gagal, 1 sudah dicatat" in words(answered(handler, reference, on="21-11-2025"))
    assert "Selesai: semuanya sudah dibayar" in words(handler.get(f"/claims/{claim.number}/"))


def test_what_came_back_is_sent_again_to_another_account(handler: Client, claim: Claim) -> None:
    (row,) = rows(sent(handler))
    reference = next(value for value in row.values() if value.startswith(claim.number))
    assert "0 dibayar, 1 gagal" in words(answered(handler, reference, why="REKENING TUTUP"))
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "REKENING TUTUP" in page and "Kirim ulang kepada BUDI SANTOSO" in page
    account(handler, claim, "9988776655")
    assert handler.post(f"/claims/payouts/{Payout.objects.get().pk}/again/").status_code == 302
    (again,) = rows(sent(handler))
    assert "9988776655" in again.values() and reference not in again.values()


@pytest.mark.parametrize(
    ("reference", "more"),
    [
        ("bukan-rujukan", {"on": "21-11-2025"}),
        ("", {"on": "21-11-2025", "amount": "1"}),
        ("", {}),
        ("", {"on": "21-13-2025"}),
    ],
)
def test_an_answer_that_is_wrong_is_told_and_nothing_is_taken(
    handler: Client, claim: Claim, reference: str, more: dict[str, str]
) -> None:
    (row,) = rows(sent(handler))
    known = next(value for value in row.values() if value.startswith(claim.number))
    answer = answered(handler, reference or known, **more)
    assert answer.status_code == 422 and "Ada yang perlu diperbaiki" in words(answer)
    assert Payout.objects.get().state == "sent"


def test_without_an_account_nothing_leaves_and_the_page_says_so(clerk: Client, handler: Client) -> None:
    claim = assessed(clerk, handler)
    decide(approver(), claim)
    assert "1 pembayaran belum punya rekening" in words(handler.get("/claims/payouts/"))
    assert sent(handler).status_code == 422 and Payout.objects.get().state == "due"


def test_what_is_held_does_not_leave(handler: Client, claim: Claim) -> None:
    handler.post(f"/claims/{claim.number}/hold/", {"why": "berselisih"})
    assert "1 pembayaran ditahan" in words(handler.get("/claims/payouts/"))
    assert sent(handler).status_code == 422


def test_the_page_shows_the_end_of_the_account_it_was_sent_to_and_not_of_the_one_that_is_known_now(
    clerk: Client, handler: Client, claim: Claim
) -> None:
    assert "Rekening tujuan" not in words(handler.get(f"/claims/{claim.number}/")), "nothing was sent yet"
    sent(handler)
    account(handler, claim, "9988776655")
    page = words(handler.get(f"/claims/{claim.number}/"))
    assert "Rekening tujuan: bjb ****5678" in page and "****6655" in page and ACCOUNT not in page
    assert "Rekening tujuan" not in words(clerk.get(f"/claims/{claim.number}/"))
    with before("payout_keeps_its_account"):
        Payout.objects.update(sent_bank="", sent_number=None, sent_holder=None)
    assert "Rekening tujuan: tidak tercatat" in words(handler.get(f"/claims/{claim.number}/"))


def test_the_most_urgent_payout_stands_first_with_its_clock_page_after_page(
    handler: Client, claim: Claim, clerk: Client
) -> None:
    sooner = assessed(clerk, officer("petugas-lain"), covered(1))
    Claim.objects.filter(pk=sooner.pk).update(due_on=claim.due_on - timedelta(days=1))
    decide(approver("penyetuju-lain"), sooner)
    early, late = (Payout.objects.get(claim=each) for each in (sooner, claim))
    page = handler.get("/claims/payouts/")
    assert [row["payout"].pk for row in page.context["rows"]] == [early.pk, late.pk]
    assert all(row["clock"] for row in page.context["rows"])
    assert re.search(r"hari kerja lagi|terlambat \d+ hari", words(page))
    assert [each.pk for each in open_payouts(Area("32.14"), after=early.pk).page] == [late.pk]
    assert open_payouts(Area("32.14"), after=late.pk).page == []


def test_a_bank_that_says_a_day_to_come_is_not_asked_when_it_happened(handler: Client, claim: Claim) -> None:
    (row,) = rows(sent(handler))
    reference = next(value for value in row.values() if value.startswith(claim.number))
    said = words(answered(handler, reference, on="02-01-2031"))
    assert "belum tiba" in said and "tanggal kejadian" not in said and "Bank menyebut hari bayar" in said


def test_a_school_year_waits_for_no_day_of_its_claim() -> None:
    assert [has_clock(Payout(what=what)) for what in ("benefit", "treatment", "late", "scholarship")] == [
        True,
        True,
        True,
        False,
    ]
