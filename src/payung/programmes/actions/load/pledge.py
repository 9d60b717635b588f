"""What a line's payer has promised: as its programme file says, or as much as all its places can cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.funding.actions.pledge import pledge_up_to
from payung.programmes.actions.load.form import Line, ProgrammeFile
from payung.rules.contribution import SECTORS, contribution
from payung.rules.law import Law
from payung.units.month import Month

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

SAID, DERIVED = "programme-file", "derived"


def dearest_month_idr(law: Law, *, payer_kind: str, month: Month, income_idr: int | None) -> int:
    """The most that one worker-month can cost: of all sectors, at the package's income or, without one, at the highest tier."""
    tiers = law.on("contribution/income_tiers", month.first_day).value
    income = tiers[-1]["income_from_idr"] if income_idr is None else income_idr
    return max(
        contribution(law, payer_kind=payer_kind, sector=sector, month=month, income_idr=income).total_idr
        for sector in SECTORS
    )


def most_idr(law: Law, said: Line, income_idr: int | None) -> int:
    """What all places of a line cost in all its months, at most."""
    months = (dearest_month_idr(law, payer_kind=said.kind, month=month, income_idr=income_idr) for month in said.term)
    return said.places * sum(months)


def pledge(law: Law, file: ProgrammeFile, said: Line, line: FundingLine) -> None:
    """Brings the promise to a line up to date. Where the file does not say how much, it is derived and says so.

    It counts from the first day of the term, or from today if that comes before. Raises Refused("pledge_below_committed").
    """
    derived = said.pledge_idr is None
    total = most_idr(law, said, file.package.income_idr) if said.pledge_idr is None else said.pledge_idr
    pledge_up_to(
        line=line, total_idr=total, reason="pledge", source=DERIVED if derived else SAID,
        not_after=said.term.first.first_day,
    )  # fmt: skip
