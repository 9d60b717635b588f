"""The bank beside the book: what a statement says lies in the bank, what the ledger says, and what explains the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.insight.read import rows


@dataclass(frozen=True, slots=True)
class BankBesideBook:
    """A statement's closing balance and the book at the end of its last day, in rupiah, and what stands in one of them alone.

    Of the bank alone: what lay there before the first statement, lines that wait (`waiting`), lines that are no business of
    Payung's (`aside`). Of the book alone: entries that no line has made (`lonely`), and those of another account's lines.
    """

    on: date
    closing_idr: int
    book_idr: int
    first_opening_idr: int
    waiting: int
    waiting_idr: int
    aside: int
    aside_idr: int
    lonely: int
    lonely_idr: int
    elsewhere_idr: int
    before_name: str | None
    before_on: date | None
    before_closing_idr: int | None
    before_expected_idr: int | None
    first_on: date
    opening_idr: int

    @property
    def difference_idr(self) -> int:
        """How much more the bank says than the book."""
        return self.closing_idr - self.book_idr

    @property
    def unexplained_idr(self) -> int:
        """What of the difference nothing here explains: statements between that were not taken."""
        bank_alone = self.first_opening_idr + self.waiting_idr + self.aside_idr
        return self.difference_idr - bank_alone + self.lonely_idr + self.elsewhere_idr

    @property
    def gap_idr(self) -> int:
        """How far the opening balance is from where the statement before it ended; 0 where they meet, or it is the first."""
        if self.before_closing_idr is None or self.before_expected_idr is None or self.before_on is None:
            return 0
        if self.opening_idr in (self.before_closing_idr, self.before_expected_idr):
            return 0
        meets = self.before_closing_idr if self.before_on < self.first_on else self.before_expected_idr
        return self.opening_idr - meets


def bank_beside_book(statement_id: int) -> BankBesideBook | None:
    """A statement in sight beside the book; None for one whose days are not known."""
    return next((BankBesideBook(*row) for row in rows("bank_beside_book", {"statement": statement_id})), None)
