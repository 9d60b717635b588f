"""What one card says, fit to be shown to strangers."""

import re
from dataclasses import dataclass
from datetime import date

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
