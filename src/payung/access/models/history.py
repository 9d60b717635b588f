"""The history of what was done and seen."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class History(models.Model):
    """What was written in a table, or read of it: when, who, as what, where, from where, why. Append-only.

    Inserts ("I") and readings ("R"): one row a statement and village, with the ids of all rows. Updates ("U") and deletes
    ("D"): one row a row, with what it was before. `what` says what was read: nik, health, bank, file, export.
    A file in which nobody stands is an entry of the region acted for (`region`, by the digits of its code).
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    table_name = models.CharField(max_length=40)
    row_ids = ArrayField(models.BigIntegerField())
    verb = models.CharField(max_length=1)
    village = models.CharField(max_length=13, db_collation="C")
    before = models.JSONField(null=True)
    role = models.CharField(max_length=30)
    area = models.CharField(max_length=13)
    address = models.CharField(max_length=45)
    reason = models.TextField()
    what = models.CharField(max_length=40)

    class Meta:
        db_table = "history"
        managed = False
