"""Batches: one row per list of workers that came through the door, whether a file of a million or a form of one."""

from django.db import models
from django.db.models import F, Q

FORM_NAME = "formulir-satu-pekerja.csv"
STAGES = ("received", "read", "checked", "landing", "landed", "failed", "withdrawn")


class Batch(models.Model):
    """One list: what it is known by (its content, line, day and columns), how far it has come, and what became of its rows."""

    fingerprint = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    programme = models.ForeignKey("programmes.Programme", models.PROTECT)
    line = models.ForeignKey("funding.FundingLine", models.PROTECT)
    area = models.CharField(max_length=13, db_collation="C", blank=True)
    village = models.CharField(max_length=13, db_collation="C", null=True)
    judged_on = models.DateField()
    columns = models.JSONField(null=True, help_text="column number to field, where a person chose it")
    stage = models.CharField(max_length=10, default="received")
    failure = models.JSONField(null=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=60)
    landed_at = models.DateTimeField(null=True)
    rows = models.IntegerField(null=True)
    landed = models.IntegerField(null=True)
    fresh = models.IntegerField(null=True, help_text="of the landed rows, those that were not there before")
    waiting = models.IntegerField(null=True)
    refused = models.IntegerField(null=True)
    report = models.JSONField(null=True)

    class Meta:
        db_table = "batch"
        constraints = [
            models.UniqueConstraint(name="batch_is_known_by_its_content", fields=["fingerprint"]),
            models.CheckConstraint(name="batch_stage_is_known", condition=Q(stage__in=STAGES)),
            models.CheckConstraint(
                name="batch_accounts_for_every_row",
                condition=~Q(stage="landed") | Q(rows=F("landed") + F("waiting") + F("refused")),
            ),
            models.CheckConstraint(
                name="batch_landed_has_its_counts",
                condition=~Q(stage="landed")
                | Q(
                    rows__isnull=False,
                    landed__isnull=False,
                    waiting__isnull=False,
                    refused__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(name="batch_by_area", fields=["area", "-id"])]


class BatchProblem(models.Model):
    """What the database, and only it, knew against a row: already covered, and by what kind of payer. No personal data."""

    batch = models.ForeignKey(Batch, models.CASCADE, db_index=False)
    sheet_row = models.IntegerField()
    code = models.CharField(max_length=40)
    payer_kind = models.CharField(max_length=12, null=True)

    class Meta:
        db_table = "batch_problem"
        constraints = [
            models.UniqueConstraint(name="batch_problem_is_told_once", fields=["batch", "sheet_row", "code"]),
        ]
