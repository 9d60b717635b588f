"""Sign the face of a card as a Claim 169 token, the text inside its QR code."""

from datetime import date, datetime, time, timedelta, timezone

import claim169

from payung.cards.actions.keep_key import CardKey
from payung.units.card_face import CardFace

# Western Indonesia has had one offset without summer time since 1964; a fixed offset needs no zone files.
JAKARTA = timezone(timedelta(hours=7), "WIB")


def sign(face: CardFace, key: CardKey, issued_on: date) -> str:
    """Give the token of one card: base45 text of about 330 characters, signed with Ed25519.

    It holds number, name, village and months of cover, nothing else of the person; it starts to hold on the first
    day and ends with the last covered month, both by the clock of Jakarta. Any Claim 169 reader can check it.
    """
    claim = claim169.Claim169Input(id=face.number, full_name=face.name, address=face.village)
    meta = claim169.CwtMetaInput(issuer=key.issuer.name, expires_at=_midnight(face.until))
    meta.not_before = _midnight(face.first_month)
    meta.issued_at = _midnight(issued_on)
    return claim169.encode_with_signer(
        claim,
        meta,
        lambda _algorithm, _key_id, data: key.private_key.sign(data),
        "EdDSA",
        key_id=bytes.fromhex(key.issuer.key_id),
    )


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time(), JAKARTA).timestamp())
