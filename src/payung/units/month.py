"""Whole months and terms, half-open: a term of 2 months from November ends before January."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

NAMES_ID = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
NAMES_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def name_of(number: int, language: str = "id") -> str:
    """What a month of the year is called: 5 gives "Mei", in English "May"."""
    return (NAMES_EN if language == "en" else NAMES_ID)[number - 1]


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month. Raises ValueError for a month outside 1 to 12 or a year outside 1900 to 2200."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1900 <= self.year <= 2200):
            raise ValueError(f"no such month: {self.year}-{self.number}")

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that holds a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written YYYY-MM. Raises ValueError for anything else."""
        year, dash, number = text.strip().partition("-")
        if (
            dash != "-"
            or len(year) != 4
            or len(number) != 2
            or not ((year + number).isascii() and (year + number).isdecimal())
        ):
            raise ValueError(f"not a month (YYYY-MM): {text!r}")
        return cls(int(year), int(number))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.plus(1).first_day - timedelta(days=1)

    def plus(self, months: int) -> Month:
        """The month so many months later (or earlier, when negative)."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)

    def months_until(self, other: Month) -> int:
        """How many months lie in the half-open run from this month to the other."""
        return (other.year - self.year) * 12 + other.number - self.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def in_words(self, language: str = "id") -> str:
        """The month in words, Indonesian unless English is asked for: "November 2025"."""
        return f"{name_of(self.number, language)} {self.year}"


@dataclass(frozen=True, slots=True)
class Term:
    """The run of months that a funding line pays for a worker: its first month and how many. At least one month."""

    first: Month
    months: int

    def __post_init__(self) -> None:
        if self.months < 1:
            raise ValueError("a term has at least one month")

    @property
    def until(self) -> Month:
        """The first month after the term."""
        return self.first.plus(self.months)

    def __iter__(self) -> Iterator[Month]:
        return (self.first.plus(n) for n in range(self.months))

    def __contains__(self, month: Month) -> bool:
        return self.first <= month < self.until

    def from_month(self, month: Month) -> Term | None:
        """What is left of the term from a month on; None when nothing is left."""
        first = max(self.first, month)
        return Term(first, first.months_until(self.until)) if first < self.until else None

    def in_words(self) -> str:
        """The term the Indonesian way: "November 2025 - Desember 2025"."""
        last = self.until.plus(-1)
        return self.first.in_words() if last == self.first else f"{self.first.in_words()} - {last.in_words()}"


def day_in_words(day: date, language: str = "id") -> str:
    """A day in words, Indonesian unless English is asked for: "21 November 2025"."""
    return f"{day.day} {name_of(day.month, language)} {day.year}"


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes 28 February in a common year."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
