"""Invoices in sums: one by village, and a month of every line with what is still to be invoiced. Nobody's name is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.insight.read import rows


@dataclass(frozen=True, slots=True)
class InvoiceVillage:
    """One village of an invoice: worker-months and rupiah on it, and of those what was taken off again."""

    code: str
    kind: str | None
    name: str | None
    workers: int
    amount_idr: int
    taken_off: int
    taken_off_idr: int


def villages_of_invoice(invoice_id: int) -> list[InvoiceVillage]:
    """An invoice by village, at most two thousand of them."""
    return [InvoiceVillage(*row) for row in rows("invoice_villages", {"invoice": invoice_id})]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One line in a month: worker-months covered and on invoices, and the rupiah that no invoice holds yet."""

    id: int
    code: str
    name: str
    payer: str
    covered: int
    covered_idr: int
    invoiced: int
    invoices: int
    to_invoice_idr: int

    @property
    def to_invoice(self) -> int:
        """Worker-months that no invoice holds yet."""
        return self.covered - self.invoiced if self.to_invoice_idr else 0

    @property
    def invoiced_idr(self) -> int:
        return self.covered_idr - self.to_invoice_idr


def invoice_run(month: date) -> list[RunLine]:
    """Every line in sight that covers anybody in a month, by programme."""
    return [RunLine(*row) for row in rows("invoice_run", {"month": month})]


def covered_months() -> list[date]:
    """The months in which anybody in sight is covered, the latest first."""
    return [month for (month,) in rows("covered_months", {})]
