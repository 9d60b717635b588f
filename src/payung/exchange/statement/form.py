"""What a statement is once it has been read, in whatever form it came."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from payung.units.refusal import Refused
from payung.units.rupiah import in_rupiah


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: the day, whole rupiah (in is positive, out is negative), what is said of it, its number.

    `row` is where it stands in its file: a row of a table, or the how-manieth line of the statement.
    """

    row: int
    booked_on: date
    amount_idr: int
    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The account, the balances before and after in rupiah, and the lines between; `ignored` rows of a table say nothing."""

    account: str
    opening_idr: int
    closing_idr: int
    lines: tuple[Line, ...]
    ignored: int = 0

    @property
    def moved_idr(self) -> int:
        """What the lines add up to."""
        return sum(line.amount_idr for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """The digest of what the statement says: the same under another file name, or saved anew as another kind of table."""
        digest = sha256(repr((self.account, self.opening_idr, self.closing_idr)).encode())
        for line in self.lines:
            digest.update(repr((line.booked_on.isoformat(), line.amount_idr, line.text, line.number)).encode())
        return digest.hexdigest()

    @property
    def marks(self) -> list[str]:
        """A digest for each line, in order: two statements whose days overlap give the same line the same one.

        Lines that are equal in everything are told apart by how many stood before them on their day.
        """
        seen: Counter[tuple[object, ...]] = Counter()
        found = []
        for line in self.lines:
            said = (self.account, line.booked_on.isoformat(), line.amount_idr, line.text, line.number)
            seen[said] += 1
            found.append(sha256(repr((said, seen[said])).encode()).hexdigest())
        return found


def one_line(*parts: str | None, longest: int = 500) -> str:
    """Texts on one line with single blanks, without empty parts and without what PostgreSQL cannot hold."""
    return " ".join(" ".join(part.replace("\x00", "").split()) for part in parts if part and part.strip())[:longest]


def checked(statement: Statement) -> Statement:
    """The statement if it adds up. Raises Refused("statement_empty") or Refused("statement_does_not_add_up") with both sums."""
    if not statement.lines:
        raise Refused("statement_empty")
    reached = statement.opening_idr + statement.moved_idr
    if reached != statement.closing_idr:
        facts: dict[str, Any] = {
            "opening": in_rupiah(statement.opening_idr), "moved": in_rupiah(statement.moved_idr),
            "reached": in_rupiah(reached), "closing": in_rupiah(statement.closing_idr), "lines": len(statement.lines),
        }  # fmt: skip
        raise Refused("statement_does_not_add_up", **facts)
    return statement
