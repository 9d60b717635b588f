"""The letters of a claim: what stands in each, on one page, under its number; and whoever made one stands in the log."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from payung.access.models import History
from payung.claims.actions.assess import assess
from payung.claims.actions.decide import Verdict, decide
from payung.claims.actions.name_heir import Named, name_heir
from payung.claims.actions.pay import Told, send, take_result
from payung.claims.models import Claim, Payout
from payung.claims.queries import payouts
from payung.insight.claim_letter import letter
from payung.people.actions.erase import erase
from payung.rules.law import law
from payung.units.refusal import Refused
from tests.claims.cases import (
    AT,
    ON,
    assessed,
    covered_since,
    covered_since_january,
    decided,
    papers_of_more_heirs,
    reported,
    with_papers,
    with_spouse,
)  # fmt: skip
from tests.people.conftest import years_later

__all__ = ["years_later"]
LONG = ("RADEN AJENG SITI NURHALIZAH KUSUMAWARDHANI BINTI " * 4)[:150].strip()
UNBROKEN = "SUPRAWIJAYAKUSUMAHADININGRAT" * 5


@pytest.fixture(autouse=True)
def papers(settings, tmp_path):
    settings.PAPER_FOLDER = tmp_path / "papers"


def pages(claim, kind):
    """The text of each page; the pictures as well, for whoever wants to look (PAYUNG_PICTURES names a folder)."""
    document = pypdfium2.PdfDocument(io.BytesIO(letter(claim, kind, "petugas", AT)))
    if folder := os.environ.get("PAYUNG_PICTURES"):
        for index, page in enumerate(document):
            name = f"{kind}-{claim.state}-{claim.person.name[:5].strip()}-{index + 1}.png"
            page.render(scale=1.4).to_pil().save(Path(folder) / name)
    assert all(page.get_size() == pytest.approx((595.3, 841.9), abs=0.1) for page in document)
    assert all(_right(page) <= 595.3 - 50 for page in document), "nothing runs into the margin of 18 mm"
    return [" ".join(page.get_textpage().get_text_range().replace("\u200b", "").split()) for page in document]


def _right(page):
    """How far to the right anything is printed, in points; a space at the end of a line is not."""
    text = page.get_textpage()
    printed = (index for index in range(text.count_chars()) if text.get_text_range(index, 1).strip("\u200b \r\n"))
    return max(text.get_charbox(index)[2] for index in printed)


def only(claim, kind):
    (text,) = pages(claim, kind)
    return text


def has(text, *said):
    assert [each for each in said if each not in text] == []


def has_name(text, name):
    """A name, wherever its lines are broken."""
    assert name.replace(" ", "") in text.replace(" ", "")


def paid(claim, on=ON):
    send(payouts=[each.pk for each in payouts(claim)], digest="f" * 64)
    take_result(law=law(), told=[Told(each.pk, on) for each in payouts(claim) if each.state == "sent"], on=on)
    return Claim.objects.get(pk=claim.pk)


def test_a_receipt_says_what_was_told_what_is_missing_and_by_when_the_law_pays(office):
    claim = reported(covered_since_january(office), teller_name="Tuti Operator").claim
    with_spouse(claim)
    with_papers(claim, ("card", "id-worker"))
    text = only(claim, "receipt")
    has(text, "Nomor 0001/KLAIM/2025, 25 November 2025", claim.number, "SITI AMINAH", "24 November 2025", "Tuti Operator",
        "Desa Tanjungsari", "akta atau surat keterangan kematian", "buku nikah", "Paling lambat 3 hari kerja sesudah",
        "PP 44/2015 Pasal 40", "dari berita", "Setiap hari terlambat menambah 1,0 % dari santunan")  # fmt: skip
    assert "kartu peserta" not in text and "nama ahli waris" not in text and claim.person.nik not in text


def test_a_receipt_of_a_complete_claim_names_the_day(office):
    text = only(assessed(covered_since_january(office)), "receipt")
    has(text, "semua surat sudah ada", "dibayar paling lambat 28 November 2025")


def test_a_receipt_without_heirs_asks_for_them_and_one_without_cover_says_so(office):
    person = covered_since(office, "2025-11", 2)
    has(only(reported(person, died_on=date(2025, 10, 30)).claim, "receipt"), "tidak terlindungi pada hari kejadian")


def test_a_receipt_before_the_heirs_are_named_asks_for_them(office):
    has(only(reported(covered_since_january(office)).claim, "receipt"), "nama ahli waris")


def test_an_approval_shows_the_computation_line_by_line_and_each_share_in_words(office):
    claim = assessed(covered_since_january(office))
    name_heir(law=law(), number=claim.number, named=Named("child", "ANI", date(2005, 3, 4)), by="o", on=ON, at=AT)
    papers_of_more_heirs(claim)
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    has(only(claim, "decision"), "disetujui", "Rp42.000.000", "empat puluh dua juta rupiah", "Santunan kematian, sekaligus",
        "Rp20.000.000", "Santunan berkala", "Rp12.000.000", "Biaya pemakaman", "Rp10.000.000", "PP 82/2019", "BUDI SANTOSO",
        "ANI", "Rp21.000.000", "dua puluh satu juta rupiah", law().digest[:12], "penyetuju")  # fmt: skip


def test_an_approval_of_another_sum_says_why(office):
    claim = assessed(covered_since_january(office))
    decided(claim, "returned", reason="hitung lagi")
    assess(
        law=law(),
        number=claim.number,
        by="petugas",
        at=AT,
        total_idr=40_000_000,
        deviates_why="Pemakaman ditanggung desa",
    )
    decided(claim)
    has(only(claim, "decision"), "Rp40.000.000", "empat puluh juta rupiah", "Rp42.000.000", "Pemakaman ditanggung desa")


def test_a_refusal_says_why_and_how_to_appeal(office):
    claim = reported(covered_since(office, "2025-11", 2), died_on=date(2025, 10, 30)).claim
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    verdict = Verdict("refused", "Belum terlindungi pada 30 Oktober 2025.", "PP 44/2015 Pasal 27")
    decide(law=law(), number=claim.number, verdict=verdict, by="penyetuju", on=ON, at=AT)
    text = only(claim, "decision")
    has(text, "ditolak", verdict.reason, verdict.article, "keberatan secara tertulis")
    assert "Perhitungan" not in text


def test_a_proof_of_payment_shows_the_sum_in_words_and_four_digits_of_the_account(office):
    claim = assessed(covered_since_january(office))
    decided(claim)
    text = only(paid(claim), "payment")
    has(text, "BUDI SANTOSO", "Rp42.000.000", "empat puluh dua juta rupiah", "25 November 2025", "BRI, berakhir 7890")
    assert "567890" not in text
    assert History.objects.filter(verb="R", what="bank", table_name="payout").count() == 1


def test_what_was_paid_late_has_a_page_and_a_number_of_its_own(office):
    claim = assessed(covered_since_january(office))
    decided(claim)
    claim = paid(paid(claim, on=date(2025, 12, 1)), on=date(2025, 12, 2))
    first, second = pages(claim, "payment")
    has(first, "Nomor 0001/KLAIM/2025", "Rp42.000.000")
    has(second, "Nomor 0002/KLAIM/2025", "Tambahan karena terlambat", "satu juta dua ratus enam puluh ribu rupiah")
    assert Payout.objects.count() == 2


def test_the_form_of_the_heirs_is_filled_in_with_what_is_known(office):
    claim = reported(covered_since_january(office)).claim
    with_spouse(claim)
    child = Named("child", "ANI", date(2015, 3, 4), "PAMAN JOKO")
    name_heir(law=law(), number=claim.number, named=child, by="o", on=ON, at=AT)
    has(only(claim, "heirs"), "SITI AMINAH", "BUDI SANTOSO", "suami/istri", "2 Januari 1979", "ANI (wali: PAMAN JOKO)", "anak",
        "Mengetahui, Kepala Desa Tanjungsari", "ahli waris yang sah", ".....")  # fmt: skip


@pytest.mark.parametrize("name", [LONG, UNBROKEN])
def test_long_names_stay_on_their_page_and_in_their_column(office, name):
    person = covered_since_january(office)
    person.name = name
    person.save(update_fields=["name"])
    claim = reported(person, teller_name=name, story="sakit " * 300, where=("kampung " * 25)[:200]).claim
    heir = with_spouse(claim, name)
    with_papers(claim)
    name_heir(
        law=law(), number=claim.number, named=Named("child", name[:140], date(2015, 3, 4), name), by="o", on=ON, at=AT
    )
    with_papers(claim, tuple(["card"] * 9 + ["guardian"]))
    assess(law=law(), number=claim.number, by="petugas", at=AT)
    decided(claim)
    has_name(only(claim, "receipt"), name)
    has_name(only(claim, "decision"), name)
    has_name(only(claim, "heirs"), name)
    send(payouts=[Payout.objects.get(heir_id=heir).pk], digest="f" * 64)
    take_result(law=law(), told=[Told(each.pk, ON) for each in payouts(claim) if each.heir_id == heir], on=ON)
    text = only(claim, "payment")
    has_name(text, name)
    has(text, "dua puluh satu juta rupiah")


def test_a_letter_is_in_the_log_under_the_number_that_stands_in_it(office):
    claim = reported(covered_since_january(office)).claim
    text = only(claim, "receipt")
    noted = History.objects.get(verb="R", what="export", table_name="person")
    assert noted.row_ids == [claim.person_id] and "surat 0001/KLAIM/2025" in noted.reason
    assert noted.reason.partition(", nomor ")[2] in text


def test_a_letter_of_what_was_not_done_is_refused_and_not_noted(office):
    claim = reported(covered_since_january(office)).claim
    with pytest.raises(Refused, match="letter_without_decision"):
        letter(claim, "decision", "petugas", AT)
    assert not History.objects.filter(verb="R", what="export").exists()


@pytest.mark.usefixtures("years_later")
def test_the_letters_of_an_erased_worker_keep_their_numbers_and_name_nobody(office):
    claim = assessed(covered_since_january(office), teller_name="PELAPOR")
    decided(claim)
    claim = paid(claim)
    kinds = ("receipt", "heirs", "decision", "payment")
    before = [only(claim, kind) for kind in kinds]
    erase(person=claim.person_id, on=date(2037, 1, 1))
    claim = Claim.objects.get(pk=claim.pk)
    after = [only(claim, kind) for kind in kinds]
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        assert f"Nomor {number:04}/KLAIM/2025" in old and f"Nomor {number:04}/KLAIM/2025" in new
        assert [name for name in ("SITI", "BUDI", "PELAPOR", "7890") if name in new] == []
    assert "SITI" in before[0] and "BUDI" in before[3]
