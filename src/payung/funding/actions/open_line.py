"""Open a funding line, or bring it up to date with its programme file."""

from __future__ import annotations

from payung.funding.models import FundingLine
from payung.units.month import Term


def open_line(
    *,
    programme_code: str,
    region: str,
    code: str,
    name: str,
    kind: str,
    payer: str,
    term: Term,
    existing: bool,
    unused: str = "refund",
) -> FundingLine:
    """The funding line with this code, made or updated."""
    line, _ = FundingLine.objects.update_or_create(
        code=code,
        defaults={
            "programme_code": programme_code,
            "region": region,
            "name": name,
            "kind": kind,
            "payer": payer,
            "first_month": term.first.first_day,
            "months": term.months,
            "existing": existing,
            "unused": unused,
        },
    )
    return line
