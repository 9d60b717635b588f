"""A guarantee letter as a PDF for a hospital: whom it treats, until when it may begin, how it is paid, and how it is checked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from payung.access.actions.note_export import note_export
from payung.claims.actions.sign_letter import sign_letter
from payung.claims.queries.accident import accident_of
from payung.insight.claim_letter import head_of, unbroken
from payung.insight.claim_letter_words import worker_facts
from payung.insight.person_pdf import person_pdf
from payung.rules.law import law
from payung.units.moment import moment_in_words
from payung.units.month import day_in_words
from payung.units.refusal import Refused
from payung.units.words import say

if TYPE_CHECKING:
    from payung.cards.actions.keep_key import CardKey
    from payung.claims.models import Claim, TreatmentLetter

_PAID = (
    "Rumah sakit merawat pekerja ini menurut kebutuhan medis tanpa meminta uang muka dari pekerja atau keluarganya. Tagihan "
    "dengan nomor surat ini diserahkan kepada petugas klaim dan dibayarkan ke rekening rumah sakit sesudah klaim disetujui."
)
_SUSPECTED = (
    "Belum disimpulkan apakah ini kecelakaan kerja. Perawatan dijamin sampai ada kesimpulan; bila kesimpulannya bukan "
    "kecelakaan kerja, perawatan sampai hari itu tetap dibayar."
)


def code_in_groups(code: str) -> str:
    """The code of a letter as it is read aloud: in groups of four."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


@transaction.atomic
def guarantee_letter(letter: TreatmentLetter, *, key: CardKey, site: str, at: datetime) -> bytes:
    """The page. That it was made is in the log before its first byte leaves; `site` is where a hospital checks it. Must run
    inside `seeing`. Raises Refused("letter_cancelled") for one that guarantees nothing any more."""
    if letter.state == "cancelled":
        raise Refused("letter_cancelled", letter=letter.number)
    claim = letter.claim
    noted = note_export([claim.person_id], why=f"surat jaminan {letter.number} klaim {claim.number}")
    foot = f"Klaim {claim.number}. Dicetak {moment_in_words(at)}, nomor cetak {noted}."
    told = {
        "title": "Surat jaminan perawatan", "lead": f"Nomor {letter.number}, {moment_in_words(letter.issued_at)}",
        "parts": [*_parts(claim, letter), _to_check(letter, site)], "head": head_of(claim), "foot": foot,
        "signers": [["Petugas klaim,", None]],
    }  # fmt: skip
    return person_pdf(unbroken(told), sign_letter(letter, key))


def _parts(claim: Claim, letter: TreatmentLetter) -> list[dict[str, object]]:
    facts, care = accident_of(claim), law().on("accident/medical_care", claim.happened_on)
    about: list[list[str | None]] = [["Kepada", letter.hospital], *worker_facts(claim)]
    if facts is not None:
        about[-1] = ["Kejadian", f"Kecelakaan kerja, {moment_in_words(facts.occurred_at)}: {facts.source}"]
    about.append(["Dapat dimulai sampai", day_in_words(letter.valid_until)])
    found: list[dict[str, object]] = [
        {"title": "Tentang", "facts": about},
        {
            "title": "Yang dijamin",
            "text": f"{say('item_medical_care')} ({care.source}; {say(f'evidence_{care.evidence}')}).",
        },
        {"title": "Bagaimana dibayar", "text": _PAID},
    ]
    if facts is not None and facts.suspected and not facts.concluded:
        found.append({"title": "Dugaan", "text": _SUSPECTED})
    return found


def _to_check(letter: TreatmentLetter, site: str) -> dict[str, object]:
    return {
        "title": "Periksa keaslian surat ini", "code": f"Kode QR surat jaminan {letter.number}",
        "text": f"Kode: {code_in_groups(letter.code)}\nBuka {site} dan isi nomor {letter.number} dengan kode itu, atau pindai "
        "kode QR ini dan tempelkan isinya. Jawabannya: asli atau tidak, untuk rumah sakit mana, dan masih berlaku atau tidak.",
    }  # fmt: skip
