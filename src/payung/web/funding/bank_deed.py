"""What may be decided on a line of a bank's statement, and what a form that was sent decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from payung.funding import queries as funding
from payung.funding.actions.match_line import match_by_hand, open_again, set_aside
from payung.funding.actions.overpay import give_back_by_line, overpay_by_line
from payung.funding.actions.receive_line import receive_by_hand
from payung.funding.queries.incoming import Proposal, givers_back, overpayers, proposals, receiver, receivers
from payung.units.refusal import Refused
from payung.web.access.signed_in import SignedIn
from payung.web.funding.reconciliation_words import Words, incoming_words, line_words

if TYPE_CHECKING:
    from payung.funding.models import FundingLine, Invoice, StatementLine


def number_in(text: str) -> int:
    """The number that an address or a form gives, or 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def words_of_line(line: StatementLine, proposal: Proposal | None) -> Words:
    """The class of a line, or what an open one that came in is likely to be."""
    return incoming_words(proposal) if proposal and proposal.why else line_words(line.outcome)


def _decided(request: SignedIn) -> dict[str, Any]:
    """Why, by whom and when: what every decision keeps."""
    return {"reason": request.POST.get("reason", ""), "by": request.acting.by, "at": timezone.now()}


def deed(request: SignedIn, line: StatementLine) -> None:
    """Does what the form says of a line. Raises Refused, also for a form that chooses nothing."""
    chosen, said = request.POST.get("invoice", ""), _decided(request)
    if chosen == "open":
        open_again(line=line, **said)
    elif chosen == "none":
        set_aside(line=line, **said)
    elif line.amount_idr > 0:
        _came_in(request, line, said)
    else:
        _went_out(request, line, said)


def _came_in(request: SignedIn, line: StatementLine, said: dict[str, Any]) -> None:
    what, colon, _code = request.POST.get("invoice", "").partition(":")
    to = receiver_in(request)
    if colon:
        give_back_by_line(line=line, to=to, overpaid=what == "overpaid", **said)
    else:
        receive_by_hand(line=line, to=to, **said)


def _went_out(request: SignedIn, line: StatementLine, said: dict[str, Any]) -> None:
    chosen = request.POST.get("invoice", "")
    if chosen.startswith("overpaid:"):
        overpay_by_line(line=line, of=receiver_in(request), **said)
    elif invoice := funding.invoice(number_in(chosen)) if number_in(chosen) else None:
        match_by_hand(line=line, invoice=invoice, beyond=request.POST.get("beyond") == "yes", **said)
    else:
        raise Refused("invoice_not_chosen")


def receiver_in(request: SignedIn) -> FundingLine:
    """The funding line that a form names by its code, if its money is in sight. Raises Refused("receiver_not_chosen")."""
    if found := receiver(request.POST.get("invoice", "").rpartition(":")[2]):
        return found
    raise Refused("receiver_not_chosen")


def _apart(invoice: Invoice, paid_idr: int) -> int:
    """How far what was paid is from what an invoice asks for, with or without what BPJS owes."""
    offset_idr: int = invoice.set_off_idr  # type: ignore[attr-defined]
    return min(abs(invoice.open_idr - paid_idr), abs(invoice.open_idr - offset_idr - paid_idr))


def choices(line: StatementLine, asked: str) -> dict[str, Any]:
    """What a line may pay, those asked for if any (`open_invoices`), or whose money it may be."""
    if line.amount_idr < 0:
        invoices = sorted(funding.open_invoices(asked[:60]), key=lambda each: _apart(each, -line.amount_idr))
        return {
            "find": asked, "cut": len(invoices) >= funding.INVOICES_SHOWN, "invoices": invoices,
            "words": line_words(line.outcome), "overpayers": overpayers(line),
            "may_beyond": any(each.open_idr < -line.amount_idr for each in invoices),
        }  # fmt: skip
    proposal = proposals([line]).get(line.pk, Proposal(""))
    return {
        "receivers": receivers(line, proposal), "givers_back": givers_back(line), "words": words_of_line(line, proposal),
        "proposal": proposal,
    }  # fmt: skip
