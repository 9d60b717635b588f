"""Which funding line the money of a statement's line was sent for: one that can be booked with a press, or those it might be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from payung.funding.models import FundingLine, LineBalance, StatementLine, Transfer

# Beside a code neither letter nor digit: "12" is not named by "123".
_BESIDE = "[A-Z0-9]"
# A receipt that was booked by hand carries the day of its paper, the bank's line the day of the bank.
_DAYS_APART = timedelta(days=7)


def names(text: str, code: str) -> bool:
    """Whether a text of the bank names a code, by itself and in any case."""
    said, asked = text.upper(), code.upper()
    return asked in said and bool(re.search(rf"(?<!{_BESIDE}){re.escape(asked)}(?!{_BESIDE})", said))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What money that came in is likely to be, and why: "named" or "amount" for the one `line` that it can be booked to at once;

    "several" of the `candidates` fit, "over" what is to come to the one that it names, "booked" perhaps by hand already
    (`receipt`), or "" for money that fits none.
    """

    why: str
    candidates: Sequence[LineBalance] = ()
    receipt: Transfer | None = None

    @property
    def line(self) -> FundingLine | None:
        return self.candidates[0].line if self.why in ("named", "amount") else None


def receivers(line: StatementLine, proposal: Proposal) -> list[LineBalance]:
    """Whom the money may be for, likeliest first: those that the proposal names, then those to which about as much is to come."""
    named = {each.pk for each in proposal.candidates}
    still = [each for each in _balances() if each.to_come_idr > 0 and each.pk not in named]
    return [*proposal.candidates, *sorted(still, key=lambda each: abs(each.to_come_idr - line.amount_idr))]


def receiver(code: str) -> FundingLine | None:
    """The funding line with this code whose money is in sight, or None."""
    found = LineBalance.objects.filter(line__code=code).select_related("line").first()
    return found.line if found else None


def overpayers(line: StatementLine) -> list[LineBalance]:
    """Whose money a line may have taken to BPJS beyond their invoices: the lines whose bank held as much, by code."""
    return [each for each in _balances() if each.bank_idr >= -line.amount_idr]


def givers_back(line: StatementLine) -> list[tuple[str, LineBalance, int]]:
    """What BPJS may have given back with a line: "overpaid" or "owed", the funding line, and how much lies there at all."""
    found = [
        (what, each, idr) for each in _balances() for what, idr in (("overpaid", each.overpaid_idr), ("owed", each.owed_idr))
    ]  # fmt: skip
    return [(what, each, idr) for what, each, idr in found if idr >= line.amount_idr]


def _balances() -> list[LineBalance]:
    """What each line in sight holds, with the line, by code."""
    return list(LineBalance.objects.select_related("line").order_by("line__code"))


def proposals(lines: Sequence[StatementLine]) -> dict[int, Proposal]:
    """For each open line that came in, by its number, what it is likely to be. Nothing is written."""
    came = [line for line in lines if line.amount_idr > 0 and line.is_open]
    if not came:
        return {}
    balances, receipts = _balances(), _receipts_by_hand([line.amount_idr for line in came])
    return {line.pk: _proposal(line, balances, receipts) for line in came}


def _receipts_by_hand(amounts: list[int]) -> list[Transfer]:
    """Receipts of these amounts that stand and that no line of a statement has brought."""
    booked = Transfer.objects.filter(kind="receipt", amount_idr__in=amounts, corrects=None, transfer=None)
    by_lines = StatementLine.objects.filter(outcome="received").values("entry")
    return list(booked.exclude(entry__in=by_lines).select_related("line").order_by("id"))


def _proposal(line: StatementLine, balances: list[LineBalance], receipts: list[Transfer]) -> Proposal:
    for receipt in receipts:
        if receipt.amount_idr == line.amount_idr and abs(receipt.made_on - line.booked_on) <= _DAYS_APART:
            return Proposal("booked", receipt=receipt)
    text = f"{line.text} {line.number}"
    named = [each for each in balances if names(text, each.line.code) or names(text, each.line.name)]
    fit = named or [each for each in balances if each.to_come_idr == line.amount_idr]
    if len(fit) > 1:
        return Proposal("several", fit)
    if named and named[0].to_come_idr < line.amount_idr:
        return Proposal("over", named)
    return Proposal(("named" if named else "amount") if fit else "", fit)
