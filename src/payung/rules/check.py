"""A check: one statement about one row, that judges a form of one worker and a file of a million alike.

`holds` is a narwhals expression over the columns of a cleaned row: true (fine), false (wrong) or null (not known, which is
never counted as wrong). Words for a code are made at the door.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw

Severity = Literal["problem", "warning"]


@dataclass(frozen=True, slots=True)
class Check:
    """One statement about a row: its code, the field it is about, how grave a failure is, and the source it rests on."""

    code: str
    field: str
    severity: Severity
    cites: str
    holds: nw.Expr


def codes_where_it_fails(check: Check) -> nw.Expr:
    """The check's code where it is false, null elsewhere; one text column named after the code."""
    return nw.when(~check.holds).then(nw.lit(check.code)).alias(check.code)


def failures(rows: nw.LazyFrame[Any], checks: Sequence[Check], key: str) -> nw.LazyFrame[Any]:
    """The key of each row and one text column per check: its code where it failed, else null. Same grain as the rows."""
    return rows.select(nw.col(key), *(codes_where_it_fails(check) for check in checks))


def codes(checks: Iterable[Check], severity: Severity) -> list[str]:
    """The codes of one severity, in the order of the checks."""
    return [check.code for check in checks if check.severity == severity]
