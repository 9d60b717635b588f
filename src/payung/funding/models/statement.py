"""What the bank says: statements as they were taken, their lines, and what each line has paid or brought."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

# Lines that have their invoice or need none; all others are open, each for the reason that its outcome names.
SETTLED = ("paid", "by-hand", "set-aside", "received", "overpaid", "refunded")
# "opened" is one whose booking was corrected, or that was set aside by mistake: it waits for somebody, never for its code.
OPEN = ("no-code", "two", "short", "over", "settled", "bank-short", "incoming", "opened")
OUTCOMES = (*SETTLED, *OPEN)


class BankStatement(models.Model):
    """One statement of an account, whole: its balances, what its lines add up to, and how many of them were there already."""

    region = models.CharField(max_length=13, db_collation="C", help_text="the area of whoever took it")
    fingerprint = models.CharField(max_length=64, help_text="of what the statement says")
    file_name = models.CharField(max_length=200)
    account = models.CharField(max_length=60)
    opening_idr = models.BigIntegerField()
    moved_idr = models.BigIntegerField()
    closing_idr = models.BigIntegerField()
    lines = models.IntegerField()
    known = models.IntegerField(help_text="of the lines, those that an earlier statement has")
    first_on = models.DateField(null=True, help_text="day of its first line")
    last_on = models.DateField(null=True, help_text="day of its last line")
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=60)

    class Meta:
        db_table = "bank_statement"
        constraints = [
            models.UniqueConstraint(name="bank_statement_is_taken_once", fields=["region", "fingerprint"]),
            models.CheckConstraint(
                name="bank_statement_adds_up", condition=Q(closing_idr=F("opening_idr") + F("moved_idr"))
            ),
            models.CheckConstraint(
                name="bank_statement_knows_no_more_than_it_has", condition=Q(known__gte=0, lines__gte=F("known"))
            ),
        ]


class StatementLine(models.Model):
    """One line of a statement: what came in (positive) or went out, what is said of it, and what became of it."""

    statement = models.ForeignKey(BankStatement, models.PROTECT)
    region = models.CharField(max_length=13, db_collation="C", help_text="that of its statement")
    row = models.IntegerField()
    booked_on = models.DateField()
    amount_idr = models.BigIntegerField()
    text = models.CharField(max_length=500)
    number = models.CharField(max_length=60)
    mark = models.CharField(max_length=64, help_text="the same for the same line in two statements whose days overlap")
    outcome = models.CharField(max_length=10)
    invoice = models.ForeignKey("funding.Invoice", models.PROTECT, null=True, db_index=False)
    entry = models.BigIntegerField(null=True, help_text="of the ledger")
    reason = models.CharField(max_length=200, default="")
    decided_by = models.CharField(max_length=60, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "statement_line"
        constraints = [
            models.UniqueConstraint(name="statement_line_stands_once", fields=["region", "mark"]),
            models.UniqueConstraint(name="invoice_is_paid_by_one_line", fields=["invoice"]),
            models.CheckConstraint(name="statement_line_moves_money", condition=~Q(amount_idr=0)),
            models.CheckConstraint(name="statement_line_outcome_is_known", condition=Q(outcome__in=OUTCOMES)),
            models.CheckConstraint(
                name="statement_line_names_what_it_paid",
                condition=Q(outcome__in=["paid", "by-hand"], invoice__isnull=False, entry__isnull=False)
                | Q(outcome__in=["received", "refunded"], invoice=None, entry__isnull=False, amount_idr__gt=0)
                | Q(outcome="overpaid", invoice=None, entry__isnull=False, amount_idr__lt=0)
                | (
                    ~Q(outcome__in=["paid", "by-hand", "received", "refunded", "overpaid"])
                    & Q(invoice=None, entry=None)
                ),
            ),
            models.CheckConstraint(
                name="statement_line_by_hand_says_why_and_by_whom",
                condition=~Q(outcome__in=["by-hand", "set-aside", "received", "refunded", "overpaid", "opened"])
                | (~Q(reason="") & ~Q(decided_by="")),
            ),
        ]
        indexes = [models.Index(name="statement_line_by_outcome", fields=["region", "outcome", "id"])]

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to decide."""
        return self.outcome in OPEN

    @property
    def is_incoming(self) -> bool:
        """Whether money came in."""
        return self.amount_idr > 0
