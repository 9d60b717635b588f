"""Signs, as polars expressions over one row, that the row is a person's, a sum or part of a signature block."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from payung.intake.columns import Mapping

# A 16-digit number with whatever stands between its digits; ten digits are enough to be somebody's attempt at one.
_LONG_NUMBER = r"(?:\d[ .,'’-]{0,2}){10}"
_SHORT_NUMBER = r"^\W*\d[\d\W]{4,}$"
_ROUNDED_NUMBER = r"(?i)^\d(?:[.,]\d+)?E\+?\d+$"
_DATE = r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}\W*$"
_CIVIL_SERVANT = r"(?i)\bNIP\b"
_COUNT_WORDS = (
    r"(?:total|jumlah|jml|keseluruhan|seluruh(?:nya)?|semua(?:nya)?|peserta|pekerja|orang|jiwa|data|usulan|rp|org)"
)
_TOTAL = (
    rf"(?i)^\W*(?:sub|grand)?\W*(?:total|jumlah|jml)\b(?:\W*(?:{_COUNT_WORDS}\b|[\d.,]+))*\W*$"
    r"|^\W*(?:total|jumlah|jml)\b.*\d"
)
_COUNT = rf"(?i)^[\d.,\s]+(?:{_COUNT_WORDS})?\W*$"
_SIGNATURE = (
    r"(?i)^\W*(?:mengetahui|menyetujui|mengesahkan|disahkan|disetujui|diperiksa|dibuat|diusulkan|tertanda|ttd"
    r"|tanda tangan|hormat kami|yang (?:membuat|mengusulkan)|kepala (?:desa|dusun|seksi|urusan)|kades\b|lurah\b|camat\b"
    r"|sekretaris|sekdes|operator|petugas|pendata|bendahara|ketua\b|p[jl][ts]?\.? (?:kepala|lurah|kades)|nip\b|catatan"
    r"|keterangan|ket\b|sumber\b|dicetak|halaman)"
)
_PLACE_AND_DAY = r"^[A-Za-z .]+,\s*[\d.… ]{1,12}\s*[A-Za-z]+\s*\d{4}\W*$"
_SEX = r"(?i)^\W*(?:l|p|lk|pr|lk2|laki.*|perempuan|pria|wanita|cowok|cewek)\W*$"
_ANY_NUMBER = r"^\W*\d+(?:\.0)?\W*$"

# What a form already holds before anybody is written into it.
_FORM_LINE = ("number", "village_code", "village_name", "district_name", "sector", "note")
_BESIDE_THE_PERSON = (*_FORM_LINE, "nik", "name")


@dataclass(frozen=True)
class Signs:
    """Builds the expressions for the columns of one table."""

    columns: tuple[str, ...]
    mapping: Mapping

    def all(self) -> dict[str, pl.Expr]:
        """Each sign by its name: booleans, and the counts `filled` and `personal`."""
        first = pl.coalesce(self.columns)
        return {
            "filled": pl.sum_horizontal(pl.col(c).is_not_null() for c in self.columns),
            "personal": self._count(f for f in self._fields() if f not in _BESIDE_THE_PERSON),
            "form_line": self._count(f for f in self._fields() if f in _FORM_LINE)
            == pl.sum_horizontal(pl.col(c).is_not_null() for c in self.columns),
            "numbered": self._says("number", _ANY_NUMBER),
            "nik": self._nik(),
            "name": self._name(),
            "evidence": self._evidence(),
            "total_word": _found(first, _TOTAL) | self._says("nik", _TOTAL) | self._says("name", _TOTAL),
            "signature_word": pl.any_horizontal(
                _found(pl.col(c), _SIGNATURE) | _found(pl.col(c), _PLACE_AND_DAY) for c in self.columns
            ),
        }

    def full_nik(self) -> pl.Expr:
        """A long number in the NIK column, which no sum or signature has."""
        return self._says("nik", _LONG_NUMBER) & ~self._says("nik", _CIVIL_SERVANT)

    def _nik(self) -> pl.Expr:
        short = self._says("nik", _SHORT_NUMBER) & ~self._says("nik", _DATE)
        return self.full_nik() | self._says("nik", _ROUNDED_NUMBER) | short

    def _name(self) -> pl.Expr:
        other = self._says("name", _TOTAL) | self._says("name", _COUNT) | self._says("name", _SIGNATURE)
        return self._says("name", r"\p{L}.*\p{L}") & ~other & ~self._says("name", _PLACE_AND_DAY)

    def _evidence(self) -> pl.Expr:
        """How many of birth date, sex, phone, KK and KPJ look like a person's."""
        numbers = [self._says(f, _LONG_NUMBER) & ~self._says(f, _CIVIL_SERVANT) for f in ("phone", "kk", "kpj")]
        birth = self._says("birth_on", r"\d{2}") | self._says("birth_place_and_on", r"\d{2}")
        return pl.sum_horizontal(birth, self._says("sex", _SEX), *numbers)

    def _fields(self) -> list[str]:
        return [field for field in self.mapping.by_column if field]

    def _count(self, fields: Iterable[str]) -> pl.Expr:
        filled = [pl.col(f"c{self.mapping.column_of(f)}").is_not_null() for f in fields]
        return pl.sum_horizontal(filled) if filled else pl.lit(0)

    def _says(self, field: str, pattern: str) -> pl.Expr:
        at = self.mapping.column_of(field)
        return pl.lit(False) if at is None else _found(pl.col(f"c{at}"), pattern)


def _found(column: pl.Expr, pattern: str) -> pl.Expr:
    return column.str.contains(pattern).fill_null(False)
