"""Rupiah and days as banks write them. Whole rupiah alone: cents other than 00 are an error, never rounded."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import polars as pl

from payung.intake.clean.dates import day
from payung.units.refusal import Refused

_SIGNS = {"": 1, "+": 1, "CR": 1, "C": 1, "K": 1, "KR": 1, "-": -1, "DB": -1, "D": -1, "DR": -1}
_AMOUNT = re.compile(
    r"(?P<before>[+-]?)(?P<open>\(?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    r"(?:(?P<mark>[.,])(?P<cents>[0-9]{1,2}|-))?(?P<close>\)?)(?P<after>-|\+|CR|DB|DR|KR|C|D|K)?"
)
_LEFT_OUT = re.compile(r"RP\.?|IDR|[\s\u00a0']+")


def amount_idr(text: str, *, row: int) -> int:
    """Signed whole rupiah out of "1.000.000,00", "1,000,000.00", "-16800", "(16.800)" or "16.800 DB".

    Raises Refused("statement_cents") for cents other than 00, Refused("statement_amount") for anything else; both name the row.
    """
    found = _AMOUNT.fullmatch(_LEFT_OUT.sub("", text.upper()))
    if not found or bool(found["open"]) != bool(found["close"]) or _marks_mixed(found):
        raise Refused("statement_amount", row=row, given=text[:40])
    if (found["cents"] or "0").strip("-0"):
        raise Refused("statement_cents", row=row, given=text[:40])
    sign = _SIGNS[found["before"]] * _SIGNS[found["after"] or ""] * (-1 if found["open"] else 1)
    return sign * int(re.sub("[.,]", "", found["whole"]))


def _marks_mixed(found: re.Match[str]) -> bool:
    """The mark before the cents is never the one between the thousands: "1.000.00" is a slip, not a thousand."""
    return bool(found["mark"]) and found["mark"] in found["whole"]


def whole_idr(amount: Decimal, *, row: int) -> int:
    """A decimal amount as whole rupiah. Raises Refused("statement_cents") for cents other than 00."""
    if amount != amount.to_integral_value():
        raise Refused("statement_cents", row=row, given=str(amount)[:40])
    return int(amount)


def direction_of(text: str, *, row: int) -> int:
    """+1 for money in, -1 for money out. Raises Refused("statement_direction") for a word that says neither."""
    word = text.strip().upper()
    words = {"KREDIT": 1, "CREDIT": 1, "MASUK": 1, "DEBET": -1, "DEBIT": -1, "KELUAR": -1}
    sign = words.get(word) or (_SIGNS.get(word) if word else None)
    if sign is None:
        raise Refused("statement_direction", row=row, given=text[:20])
    return sign


def days_of(column: pl.Series) -> list[date | None]:
    """The days that cells name; None where a cell names none. A year of two digits is not guessed at."""
    return column.to_frame("given").select(day(pl.col("given"))).to_series().to_list()
