"""Sign the face of a card as a Claim 169 token, the text inside its QR code."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

import claim169  # type: ignore[import-untyped]

from payung.cards.actions.keep_key import CardKey

# Western Indonesia has had one offset without summer time since 1964; a fixed offset needs no zone files.
JAKARTA = timezone(timedelta(hours=7), "WIB")

_NIK_SHAPED = re.compile(r"\d{16}")


@dataclass(frozen=True)
class CardFace:
    """What one card says. `first_month` is the first day covered, `until` the first day after the last covered month.

    `line` names the funding line that pays. Raises ValueError if the months are not whole, or if any text holds
    sixteen digits in a row: a card is shown to strangers and never carries a NIK.
    """

    number: str
    name: str
    village: str
    district: str
    regency: str
    programme: str
    first_month: date
    until: date
    line: str

    def __post_init__(self) -> None:
        if self.first_month.day != 1 or self.until.day != 1 or self.until <= self.first_month:
            raise ValueError("a card covers whole months, at least one")
        if any(_NIK_SHAPED.search(re.sub(r"[\s.-]", "", text)) for text in self._texts()):
            raise ValueError("a card must not carry a NIK")

    def _texts(self) -> tuple[str, ...]:
        return (self.number, self.name, self.village, self.district, self.regency, self.programme, self.line)


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
