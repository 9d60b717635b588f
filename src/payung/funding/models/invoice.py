"""What BPJS is to be paid for one month of a line: the invoice, its worker-months, and those taken off it again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Invoice(models.Model):
    """One invoice of a line and month; later ones of the same month hold who came after. Sums are kept by the ledger."""

    line = models.ForeignKey("funding.FundingLine", models.PROTECT)
    region = models.CharField(max_length=13, db_collation="C", help_text="that of its line")
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    by = models.CharField(max_length=60)
    payment_code = models.CharField(max_length=40, null=True, unique=True)
    workers = models.PositiveIntegerField()
    amount_idr = models.BigIntegerField()
    credited_idr = models.BigIntegerField(default=0)
    paid_idr = models.BigIntegerField(default=0)

    class Meta:
        db_table = "invoice"
        constraints = [
            models.UniqueConstraint(name="invoice_has_its_own_number", fields=["line", "month", "number"]),
            models.CheckConstraint(name="invoice_is_of_a_whole_month", condition=Q(month__day=1)),
            models.CheckConstraint(name="invoice_is_of_somebody", condition=Q(workers__gte=1, amount_idr__gte=1)),
            models.CheckConstraint(
                name="invoice_is_paid_at_most_once",
                condition=Q(paid_idr__gte=0, credited_idr__gte=0, amount_idr__gte=F("paid_idr") + F("credited_idr")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line.code}/{self.month:%Y-%m}/{self.number}"

    @property
    def open_idr(self) -> int:
        """What is still to be paid."""
        return self.amount_idr - self.paid_idr - self.credited_idr


class InvoiceItem(models.Model):
    """One worker-month of an invoice. `round` counts how often it was taken off before: 0 for almost everybody. Append-only."""

    pk = models.CompositePrimaryKey("month", "person", "round")
    invoice = models.ForeignKey("funding.Invoice", models.PROTECT, db_constraint=False, db_index=False)
    month = models.DateField()
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    round = models.IntegerField()
    village = models.CharField(max_length=13, db_collation="C")
    price_idr = models.IntegerField()

    class Meta:
        db_table = "invoice_item"
        managed = False


class InvoiceCredit(models.Model):
    """A worker-month that was taken off its invoice again: when and why. Append-only."""

    pk = models.CompositePrimaryKey("month", "person", "round")
    invoice = models.ForeignKey("funding.Invoice", models.PROTECT, db_constraint=False, db_index=False)
    month = models.DateField()
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    round = models.IntegerField()
    village = models.CharField(max_length=13, db_collation="C")
    credited_on = models.DateField()
    why = models.CharField(max_length=12)
    after_payment = models.BooleanField(default=False, help_text="BPJS had been paid for it, and owes it")

    class Meta:
        db_table = "invoice_credit"
        managed = False
