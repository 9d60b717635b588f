"""Which column of a list is which field: Indonesian headings with their usual variants."""

import re
import unicodedata
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from payung.intake.headings import FIELD_LABELS, FIELDS, FILLER, STRANGERS, VARIANTS

if TYPE_CHECKING:
    from payung.intake.read.sheet import Sheet

__all__ = ["FIELDS", "FIELD_LABELS", "Mapping", "apply", "field_of", "understand"]

_WORDS = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
_LONGEST_HEADING = 80


@dataclass(frozen=True)
class Mapping:
    """The field of each column of a sheet (None: not used), in the order of the headings.

    `doubtful`: columns whose heading only looks like the field. `duplicates`: (column, field) pairs left unused
    because a column before it already gives that field.
    """

    by_column: tuple[str | None, ...]
    doubtful: tuple[int, ...] = ()
    duplicates: tuple[tuple[int, str], ...] = ()

    def with_changes(self, changes: Dict[int, str | None]) -> "Mapping":
        """The mapping after the clerk's changes {column: field or None}; ValueError for an unknown column or field."""
        fields = list(self.by_column)
        for column, field in changes.items():
            if not 0 <= column < len(fields) or (field is not None and field not in FIELDS):
                raise ValueError(f"no column {column} or no field {field}")
            fields[column] = field
        return replace(
            self,
            by_column=tuple(fields),
            doubtful=tuple(c for c in self.doubtful if c not in changes),
            duplicates=tuple(d for d in self.duplicates if d[0] not in changes),
        )

    def problems(self) -> list[str]:
        """Codes of what must be settled before the rows can be read: an empty list when nothing."""
        taken = [field for field in self.by_column if field]
        missing = [f"{field}_column_missing" for field in ("nik", "name") if field not in taken]
        return missing + (["field_mapped_twice"] if len(taken) != len(set(taken)) else [])

    def column_of(self, field: str) -> int | None:
        """The first column that gives the field, or None."""
        return self.by_column.index(field) if field in self.by_column else None


def understand(headings: Sequence[str]) -> Mapping:
    """The mapping of headings to fields.

    A second column for the same field stays unused and is named in `duplicates`, except for NIK and name: there a
    person has to say which column is the worker's, so both stay and `problems()` says field_mapped_twice.
    """
    guesses = [field_of(heading) for heading in headings]
    by_column: list[str | None] = [None] * len(guesses)
    duplicates: list[tuple[int, str]] = []
    for sure in (True, False):
        for column, (field, is_sure) in enumerate(guesses):
            if field is None or is_sure is not sure:
                continue
            if field in by_column and not (sure and field in ("nik", "name")):
                duplicates.append((column, field))
            else:
                by_column[column] = field
    doubtful = tuple(c for c, (_, is_sure) in enumerate(guesses) if by_column[c] and not is_sure)
    return Mapping(tuple(by_column), doubtful, tuple(sorted(duplicates)))


def field_of(heading: str) -> tuple[str | None, bool]:
    """The field a heading names and whether that is sure; (None, True) when it names none."""
    if len(heading) > _LONGEST_HEADING:
        return None, True
    words = _words(heading)
    core = [w for w in _words(_IN_BRACKETS.sub(" ", heading)) if w not in FILLER]
    for candidate in (words, core):
        field = VARIANTS.get("".join(candidate))
        if field is not None:
            return field, True
    return _likely(words), False


def apply(sheet: "Sheet", mapping: Mapping) -> pl.DataFrame:
    """The rows of a sheet by field: `sheet_row` (Int64) and every field of FIELDS as text, null where absent."""
    columns = [pl.col("sheet_row")]
    for field in FIELDS:
        at = mapping.column_of(field)
        given = pl.lit(None, dtype=pl.String) if at is None else pl.col(f"c{at}")
        columns.append(given.alias(field))
    return sheet.rows.select(columns)


def _words(heading: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", heading)).encode("ascii", "ignore").decode()
    return _WORDS.findall(plain.lower())


def _likely(words: list[str]) -> str | None:
    """A guess from single words, only where no word points at somebody else (heir, mother, officer)."""
    if STRANGERS.intersection(words):
        return None
    for word, field in (("nik", "nik"), ("ktp", "nik"), ("nama", "name"), ("lahir", "birth_on"), ("hp", "phone")):
        if word in words:
            return field
    return None
