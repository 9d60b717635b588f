"""What came of verifying the log, each time it was done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class AuditCheck(models.Model):
    """One verification of the log: when it ended, how much was recomputed, and what did not fit. Only added to.

    `since` is the day of the seal from which it went on, None when everything was recomputed; `faults` has a code and its
    facts for each part (seals, chain, ledgers) that does not fit, and is empty when everything does.
    """

    checked_at = models.DateTimeField()
    since = models.DateField(null=True)
    rows = models.BigIntegerField()
    ledger_rows = models.BigIntegerField()
    seals = models.IntegerField()
    faults = models.JSONField(default=list)

    class Meta:
        db_table = "audit_check"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="audit_check_counts_from_nought", condition=Q(rows__gte=0, ledger_rows__gte=0, seals__gte=0)
            ),
        ]
