"""Funding lines: one payer's money for one programme."""

from django.db import models

from payung.rules.contribution import PAYER_KINDS
from payung.units.month import Month, Term

# What becomes of months that were paid and then ended: BPJS gives their money back, or it is taken off the next invoice.
UNUSED = ("refund", "next-invoice")


class FundingLine(models.Model):
    """One payer's money for one programme: its kind and the term of whole months that it pays for a worker."""

    code = models.SlugField(max_length=40, unique=True)
    programme_code = models.CharField(max_length=40)
    region = models.CharField(max_length=13, db_collation="C", default="", help_text="that of its programme")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    payer = models.CharField(max_length=120)
    first_month = models.DateField()
    months = models.PositiveSmallIntegerField()
    existing = models.BooleanField(
        default=False, help_text="workers whom the workforce count holds already: cover starts when theirs did"
    )

    unused = models.CharField(
        max_length=12,
        default="refund",
        db_default="refund",
        help_text="what becomes of months that were paid and ended",
    )

    class Meta:
        db_table = "funding_line"
        ordering = ["programme_code", "-existing", "code"]
        constraints = [
            models.CheckConstraint(name="funding_line_kind_is_known", condition=models.Q(kind__in=PAYER_KINDS)),
            models.CheckConstraint(name="funding_line_pays_at_least_one_month", condition=models.Q(months__gte=1)),
            models.CheckConstraint(name="funding_line_starts_on_a_first_day", condition=models.Q(first_month__day=1)),
            models.CheckConstraint(name="funding_line_rule_for_unused_is_known", condition=models.Q(unused__in=UNUSED)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def term(self) -> Term:
        return Term(Month.of(self.first_month), self.months)
