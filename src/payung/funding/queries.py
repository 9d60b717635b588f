"""Reads of funding lines."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from payung.funding.models import FundingLine
from payung.units.refusal import Refused


def line(code: str, *, programme_code: str | None = None) -> FundingLine:
    """The funding line with this code. Raises Refused("line_unknown") naming the lines there are."""
    lines = FundingLine.objects.all() if programme_code is None else lines_of(programme_code)
    if found := lines.filter(code=code).first():
        return found
    raise Refused("line_unknown", line=code, known=", ".join(lines.values_list("code", flat=True)) or "-")


def lines_of(programme_code: str) -> QuerySet[FundingLine]:
    """The funding lines of a programme, the existing one first."""
    return FundingLine.objects.filter(programme_code=programme_code)


def lines_with_codes(codes: Iterable[str]) -> dict[str, FundingLine]:
    """The funding lines that have these codes, in any programme, by code."""
    return {line.code: line for line in FundingLine.objects.filter(code__in=list(codes))}
