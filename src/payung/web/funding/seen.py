"""The line, invoice or entry of a page: in sight with its money, or not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.funding.queries import invoice, transfers_of_entry
from payung.funding.queries import line as line_with_code
from payung.insight.money import LineMoney, line_money
from payung.units.refusal import Refused
from payung.web.access.signed_in import SignedIn

if TYPE_CHECKING:
    from payung.funding.models import FundingLine, Invoice, Transfer

_LARGEST = 2**63 - 1


def seen_line(request: SignedIn, code: str) -> tuple[FundingLine, LineMoney]:
    """The line with this code and its money. A line of a larger region is seen without its money: not found then."""
    try:
        line = line_with_code(code)
    except Refused:
        raise Http404 from None
    money = line_money(line.pk)
    if money is None:
        raise Http404
    return line, money


def seen_invoice(request: SignedIn, invoice_id: int) -> Invoice:
    """The invoice with this number."""
    found = invoice(invoice_id) if invoice_id <= _LARGEST else None
    if found is None:
        raise Http404
    return found


def seen_entry(request: SignedIn, entry: int) -> list[Transfer]:
    """The transfers of an entry. What came over from before the ledger has no entry of its own: not found."""
    found = transfers_of_entry(entry) if 0 < entry <= _LARGEST else []
    if not found:
        raise Http404
    return found


def crumbs(line: FundingLine, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page of a line: all lines, the line, and on."""
    return [(_("Dana"), reverse("funding")), (line.name, reverse("line-money", args=[line.code])), *more]
