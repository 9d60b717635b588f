"""A letter of a claim as a PDF, under its number: receipt, decision, proof of payment, and the form that the heirs sign."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from payung.access.actions.note_export import note_export
from payung.claims.actions.number_letter import number_letter
from payung.claims.queries import claim as claim_with
from payung.insight.claim_letter_words import decision, heirs, payment, receipt
from payung.insight.person_pdf import person_pdf
from payung.programmes.queries import programme
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.moment import moment_in_words
from payung.units.pdf import join

if TYPE_CHECKING:
    from payung.claims.models import Claim, ClaimLetter

# What somebody must hold to make each letter: whoever takes a report hands out its receipt and the form.
NEEDS = {"receipt": "report-claims", "heirs": "report-claims", "decision": "handle-claims", "payment": "handle-claims"}
# A word as long as this may be broken anywhere, so that none runs out of its column.
_LONG_WORD = re.compile(r"\S{25,}")


@transaction.atomic
def letter(claim: Claim, kind: str, by: str, at: datetime) -> bytes:
    """The pages of a letter: receipt, decision, heirs, or payment, which has a page for each sum that was paid.

    That it was made is in the log before its first byte leaves; printed again, it keeps its number and its day. Must run inside
    `seeing`. Raises Refused as `number_letter` does, and where an account cannot be opened.
    """
    numbered = number_letter(claim=claim, kind=kind, by=by, at=at)
    found = claim_with(claim.number)
    assert found is not None, "it was just numbered"  # nosec B101
    noted = note_export([claim.person_id], why=f"surat {numbered[0]} klaim {claim.number}")
    foot = f"Klaim {claim.number}. Dicetak {moment_in_words(at)}, nomor cetak {noted}."
    return _joined(
        [person_pdf(unbroken({**_told(found, each, at), "head": head_of(found), "foot": foot})) for each in numbered]
    )


def _told(claim: Claim, numbered: ClaimLetter, at: datetime) -> dict[str, Any]:
    if numbered.kind == "receipt":
        return receipt(law(), claim, numbered, at)
    return {"decision": decision, "payment": payment, "heirs": heirs}[numbered.kind](claim, numbered)


def head_of(claim: Claim) -> list[str]:
    """Who writes: the regency, and the programme that covered the worker."""
    above = regions.ancestors(claim.village)
    return [
        f"Pemerintah {above[1]}" if len(above) > 1 else "Payung",
        programme(claim.line.programme_code).name if claim.line else "Program perlindungan pekerja",
    ]


def unbroken(told: Any) -> Any:
    """What is told, in which a word too long for a column may be broken anywhere."""
    if isinstance(told, str):
        return _LONG_WORD.sub(lambda found: "\u200b".join(found[0]), told)
    if isinstance(told, dict):
        return {key: unbroken(value) for key, value in told.items()}
    return [unbroken(each) for each in told] if isinstance(told, list | tuple) else told


def _joined(pages: Sequence[bytes]) -> bytes:
    if len(pages) == 1:
        return pages[0]
    out = io.BytesIO()
    join(pages, out)
    return out.getvalue()
