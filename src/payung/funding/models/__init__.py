"""Tables of funding: lines, the ledger of their money, invoices."""

from __future__ import annotations

from payung.funding.models.invoice import Invoice, InvoiceCredit, InvoiceItem
from payung.funding.models.line import FundingLine
from payung.funding.models.money import ACCOUNTS, KINDS, WAYS, LineBalance, LineDay, Transfer
from payung.funding.models.statement import OPEN, BankStatement, StatementLine

__all__ = [
    "ACCOUNTS",
    "KINDS",
    "OPEN",
    "WAYS",
    "BankStatement",
    "FundingLine",
    "Invoice",
    "InvoiceCredit",
    "InvoiceItem",
    "LineBalance",
    "LineDay",
    "StatementLine",
    "Transfer",
]
