"""Verify a card from its text or its picture, offline: a public key is enough, no database is asked."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import claim169

from payung.cards.actions.keep_key import Issuer
from payung.cards.actions.read_picture import PICTURE_ENDINGS, read_picture
from payung.cards.actions.sign import JAKARTA

State = Literal["valid", "expired", "not_yet_valid", "unknown_issuer", "tampered", "unreadable"]

VERDICT_TEXTS: dict[State, dict[str, str]] = {
    "valid": {
        "id": "Kartu ini asli dan masih dalam bulan perlindungannya.",
        "en": "This card is genuine and within its months of cover.",
    },
    "expired": {
        "id": "Kartu ini asli, tetapi bulan perlindungannya sudah lewat.",
        "en": "This card is genuine, but its months of cover have passed.",
    },
    "not_yet_valid": {
        "id": "Kartu ini asli, tetapi bulan perlindungannya belum mulai.",
        "en": "This card is genuine, but its months of cover have not begun.",
    },
    "unknown_issuer": {
        "id": "Kartu ini ditandatangani oleh penerbit yang tidak dikenal di sini; jangan diterima sebelum diperiksa.",
        "en": "This card was signed by an issuer unknown here; do not accept it before checking.",
    },
    "tampered": {
        "id": "Isi kartu ini telah diubah atau tidak utuh; tanda tangannya tidak cocok.",
        "en": "The content of this card was changed or is incomplete; its signature does not match.",
    },
    "unreadable": {
        "id": "Tidak ada kartu yang terbaca; foto ulang kode QR dari dekat dan dengan cahaya cukup.",
        "en": "No card could be read; take the picture of the QR code again, closer and in good light.",
    },
}

_BASE45 = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
_ZLIB_OPENING = "6BF"  # how base45 spells the first two bytes of every compressed token
_LONGEST_QR = 4296
_MOST_BYTES = 16_384


@dataclass(frozen=True)
class Verdict:
    """What a check found: the state, an Indonesian sentence, and the card's content if its signature holds.

    `until` is the first day without cover. Content of a card whose signature does not hold is never shown.
    """

    state: State
    reason: str
    number: str | None = None
    name: str | None = None
    village: str | None = None
    until: date | None = None


def verify(source: str | Path, *, issuers: Iterable[Issuer], at: datetime) -> Verdict:
    """Judge a card given as token text or as the path of a picture; a missing picture raises FileNotFoundError."""
    if isinstance(source, Path) or _names_a_picture(source):
        text = read_picture(Path(source))
        return verify_text(text, issuers=issuers, at=at) if text else _verdict("unreadable")
    return verify_text(source, issuers=issuers, at=at)


def verify_text(text: str, *, issuers: Iterable[Issuer], at: datetime) -> Verdict:
    """Judge the text of a card's QR code at the moment `at` (must carry its time zone).

    A signature is tried against every issuer in `issuers`. If none fits: a card that names the key of one of them
    (or, without a key, its name) was changed; one that names another key comes from someone else, whatever name it
    claims. Text that opens like a card but is not whole was changed; any other text is unreadable.
    """
    if at.tzinfo is None:
        raise ValueError("the moment of a check needs its time zone")
    token, known = text.strip(), tuple(issuers)
    try:
        seen = claim169.inspect(token) if _is_whole(token) else None
    except claim169.Claim169Exception:
        seen = None
    if seen is None:
        return _verdict("tampered" if _opens_like_a_card(token) else "unreadable")
    for issuer in known:
        if signed := _signed_by(issuer, token):
            return _judge(signed, issuer, at)
    return _verdict("tampered" if _claims_one_of(known, seen) else "unknown_issuer")


def _judge(signed: claim169.DecodeResult, issuer: Issuer, at: datetime) -> Verdict:
    claim, meta = signed.claim169, signed.cwt_meta
    # A trusted key speaks for its own office only, and a card without an end would hold forever.
    if meta.issuer != issuer.name or meta.expires_at is None:
        return _verdict("unknown_issuer")
    until = datetime.fromtimestamp(meta.expires_at, JAKARTA).date()
    state: State = "valid"
    if at.timestamp() >= meta.expires_at:
        state = "expired"
    elif at.timestamp() < (meta.not_before or 0):
        state = "not_yet_valid"
    return _verdict(state, number=claim.id, name=claim.full_name, village=claim.address, until=until)


def _signed_by(issuer: Issuer, token: str) -> claim169.DecodeResult | None:
    try:
        found = claim169.decode(token, verify_with_ed25519=issuer.public_key, validate_timestamps=False)
    except claim169.Claim169Exception:
        return None
    return found if found.is_verified() else None


def _claims_one_of(known: tuple[Issuer, ...], seen: claim169.InspectResult) -> bool:
    if seen.key_id:
        return seen.key_id.hex() in {issuer.key_id for issuer in known}
    return seen.issuer in {issuer.name for issuer in known}


def _verdict(state: State, **content: str | date | None) -> Verdict:
    return Verdict(state, VERDICT_TEXTS[state]["id"], **content)  # type: ignore[arg-type]


def _opens_like_a_card(text: str) -> bool:
    """A long text whose opening differs from a card's in one character at most: a slip of the hand stays visible."""
    same = sum(a == b for a, b in zip(text[:3], _ZLIB_OPENING, strict=False))
    return len(text) >= 40 and same >= 2


def _is_whole(token: str) -> bool:
    """Check base45 and the compressed stream to its very end; the token library forgives a missing or surplus tail."""
    if not 0 < len(token) <= _LONGEST_QR or any(character not in _BASE45 for character in token):
        return False
    stream = zlib.decompressobj()
    try:
        stream.decompress(_from_base45(token), _MOST_BYTES)
    except (zlib.error, OverflowError):
        return False
    return stream.eof and not stream.unused_data


def _from_base45(token: str) -> bytes:
    """Undo RFC 9285: three characters are two bytes, two characters one; raises OverflowError for impossible ones."""
    content = bytearray()
    for start in range(0, len(token), 3):
        group = token[start : start + 3]
        value = sum(_BASE45[character] * 45**place for place, character in enumerate(group))
        content += value.to_bytes(len(group) - 1, "big")
    return bytes(content)


def _names_a_picture(source: str) -> bool:
    return "\n" not in source and len(source) < 1024 and Path(source).suffix.lower() in PICTURE_ENDINGS
