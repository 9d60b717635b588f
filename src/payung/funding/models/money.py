"""The ledger: one row is one transfer between two accounts of a line. Balances are kept by a trigger, never written by hand."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

# What was promised goes from `promise` to `left`, and on to what it is used for; what was received lies in `bank` until `bpjs`
# has it. `owed` is what BPJS has to give back for months that ended after they were paid. Benefits stand apart: what the insurer
# awards to those whom the line covered is `due` until it is `given`.
BUDGET = ("left", "committed", "invoiced", "paid", "owed")
CASH = ("bank", "bpjs")
BENEFITS = ("due", "given")
ACCOUNTS = ("promise", *BUDGET, "payer", *CASH, "insurer", *BENEFITS)
# Each kind of transfer with the one way that it goes; a correction goes back the way of what it corrects.
WAYS = (
    ("pledge", "promise", "left"),
    ("receipt", "payer", "bank"),
    ("commitment", "left", "committed"),
    ("release", "committed", "left"),
    ("invoice", "committed", "invoiced"),
    ("credit", "invoiced", "left"),
    ("credit", "paid", "owed"),
    ("payment", "invoiced", "paid"),
    ("payment", "bank", "bpjs"),
    ("refund", "owed", "left"),
    ("refund", "bpjs", "bank"),
    ("return", "left", "promise"),
    ("return", "bank", "payer"),
    ("award", "insurer", "due"),
    ("payout", "due", "given"),
)
KINDS = tuple(dict.fromkeys(kind for kind, _, _ in WAYS))


def _one_of_the_ways() -> Q:
    """A transfer goes a way of its kind; a correction the way back."""
    found = Q()
    for kind, giving, taking in WAYS:
        found |= Q(kind=kind, from_account=giving, to_account=taking, corrects__isnull=True)
        found |= Q(kind=kind, from_account=taking, to_account=giving, corrects__isnull=False)
    return found


class Transfer(models.Model):
    """One transfer of whole rupiah: from, to, how much, on which day, why, and from which paper. Append-only.

    `entry` is shared by transfers that were made together; `month` is the month of contribution that it is about, if any.
    """

    entry = models.BigIntegerField()
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_index=False)
    region = models.CharField(max_length=13, db_collation="C", help_text="that of its line")
    kind = models.CharField(max_length=10)
    from_account = models.CharField(max_length=9)
    to_account = models.CharField(max_length=9)
    amount_idr = models.BigIntegerField()
    month = models.DateField(null=True)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    by = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
    source = models.CharField(max_length=120)
    invoice = models.ForeignKey("funding.Invoice", models.PROTECT, null=True, db_index=False)
    corrects = models.OneToOneField("self", models.PROTECT, null=True)

    class Meta:
        db_table = "transfer"
        constraints = [
            models.CheckConstraint(name="transfer_moves_at_least_one_rupiah", condition=Q(amount_idr__gte=1)),
            models.CheckConstraint(name="transfer_goes_a_way_of_its_kind", condition=_one_of_the_ways()),
            models.CheckConstraint(name="transfer_says_why_and_by_whom", condition=~Q(reason="") & ~Q(by="")),
            models.CheckConstraint(name="transfer_is_about_a_whole_month", condition=Q(month__day=1) | Q(month=None)),
        ]
        indexes = [
            models.Index(name="transfer_of_a_line", fields=["line", "made_on", "id"]),
            models.Index(
                name="transfer_of_the_bank",
                fields=["line", "made_on"],
                condition=Q(from_account="bank") | Q(to_account="bank"),
            ),
        ]


class LineBalance(models.Model):
    """What a line holds, in whole rupiah on each of its accounts, now. Written by the trigger of the ledger alone."""

    line = models.OneToOneField("funding.FundingLine", models.PROTECT, primary_key=True)
    region = models.CharField(max_length=13, db_collation="C")
    promised_idr = models.BigIntegerField(default=0)
    left_idr = models.BigIntegerField(default=0)
    committed_idr = models.BigIntegerField(default=0)
    invoiced_idr = models.BigIntegerField(default=0)
    paid_idr = models.BigIntegerField(default=0)
    owed_idr = models.BigIntegerField(default=0)
    received_idr = models.BigIntegerField(default=0)
    bank_idr = models.BigIntegerField(default=0)
    bpjs_idr = models.BigIntegerField(default=0)
    awarded_idr = models.BigIntegerField(default=0, db_default=0)
    due_idr = models.BigIntegerField(default=0, db_default=0)
    given_idr = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "line_balance"
        constraints = [
            models.CheckConstraint(name="line_commits_no_more_than_it_holds", condition=Q(left_idr__gte=0)),
            models.CheckConstraint(name="line_invoices_no_more_than_it_committed", condition=Q(committed_idr__gte=0)),
            models.CheckConstraint(name="line_pays_no_more_than_was_invoiced", condition=Q(invoiced_idr__gte=0)),
            models.CheckConstraint(name="line_gets_back_no_more_than_it_paid", condition=Q(paid_idr__gte=0)),
            models.CheckConstraint(name="line_gets_back_no_more_than_it_is_owed", condition=Q(owed_idr__gte=0)),
            models.CheckConstraint(name="line_pays_no_more_than_it_received", condition=Q(bank_idr__gte=0)),
            models.CheckConstraint(name="bpjs_gives_back_no_more_than_it_got", condition=Q(bpjs_idr__gte=0)),
            models.CheckConstraint(name="line_gives_no_more_than_was_awarded", condition=Q(due_idr__gte=0)),
            models.CheckConstraint(
                name="line_says_paid_only_what_bpjs_has",
                condition=Q(bpjs_idr__gte=F("paid_idr") + F("owed_idr")),
            ),
            models.CheckConstraint(
                name="line_balance_adds_up",
                condition=Q(
                    promised_idr=F("left_idr") + F("committed_idr") + F("invoiced_idr") + F("paid_idr") + F("owed_idr"),
                    received_idr=F("bank_idr") + F("bpjs_idr"),
                    awarded_idr=F("due_idr") + F("given_idr"),
                ),
            ),
        ]

    @property
    def to_come_idr(self) -> int:
        """What was promised and has not been received; nothing when more came than was promised."""
        return max(0, self.promised_idr - self.received_idr)

    @property
    def overpaid_idr(self) -> int:
        """What BPJS has been sent beyond every invoice: neither for paid months nor owed for months that ended."""
        return self.bpjs_idr - self.paid_idr - self.owed_idr


class LineDay(models.Model):
    """What went into an account of a line and out of it on a day, so that a balance of any day is a sum of days."""

    pk = models.CompositePrimaryKey("line", "made_on", "account")
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_index=False)
    region = models.CharField(max_length=13, db_collation="C")
    made_on = models.DateField()
    account = models.CharField(max_length=9)
    in_idr = models.BigIntegerField()
    out_idr = models.BigIntegerField()

    class Meta:
        db_table = "line_day"
