"""Sign a guarantee letter for its QR code, and check one: a Claim 169 token of its own kind, that no card can stand in for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import claim169

from payung.cards.actions.keep_key import CardKey, Issuer
from payung.cards.actions.sign import JAKARTA
from payung.claims.models import TreatmentLetter
from payung.claims.queries.accident import Standing, letter_standing

# The key is that of the cards. What it says about a letter it says under another name: whoever checks cards takes no letter for
# one, and a card opens no hospital's door.
_AS_LETTER = " (surat jaminan)"


@dataclass(frozen=True, slots=True)
class LetterFound:
    """What a check of a letter found: valid, expired, used, cancelled, unknown (genuine by its signature, but of another
    installation) or false; and, of a genuine one, number, worker, hospital and last day."""

    state: str
    number: str = ""
    name: str = ""
    hospital: str = ""
    valid_until: date | None = None


def sign_letter(letter: TreatmentLetter, key: CardKey) -> str:
    """The text inside the QR code of a letter: number, code, worker and hospital, signed with Ed25519; it ends with the last day
    by the clock of Jakarta."""
    claim = claim169.Claim169Input(
        id=f"{letter.number}/{letter.code}", full_name=letter.person.name, address=letter.hospital
    )
    ends = datetime.combine(letter.valid_until + timedelta(days=1), time(), JAKARTA)
    meta = claim169.CwtMetaInput(issuer=key.issuer.name + _AS_LETTER, expires_at=int(ends.timestamp()))
    meta.issued_at = int(letter.issued_at.timestamp())
    return claim169.encode_with_signer(
        claim, meta, lambda _algorithm, _key_id, data: key.private_key.sign(data), "EdDSA",
        key_id=bytes.fromhex(key.issuer.key_id),
    )  # fmt: skip


def _signed(text: str, issuers: Iterable[Issuer]) -> claim169.DecodeResult | None:
    for issuer in issuers:
        try:
            found = claim169.decode(text.strip(), verify_with_ed25519=issuer.public_key, validate_timestamps=False)
        except claim169.Claim169Exception:
            continue
        if found.is_verified() and found.cwt_meta.issuer == issuer.name + _AS_LETTER:
            return found
    return None


def verify_letter(text: str, *, issuers: Iterable[Issuer], on: date) -> LetterFound:
    """Judges the text of a letter's QR code on a day: its signature first, then how the letter stands now."""
    found = _signed(text, issuers)
    if found is None:
        return LetterFound("false")
    number, _, code = (found.claim169.id or "").partition("/")
    standing = letter_standing(number, code, on)
    facts = number, found.claim169.full_name or "", found.claim169.address or ""
    if standing is None:
        return LetterFound("unknown", *facts)
    return LetterFound(_state(standing), *facts, standing.valid_until)


def _state(standing: Standing) -> str:
    return "valid" if standing.state == "issued" else standing.state
