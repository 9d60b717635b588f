"""Enrolment (a worker's way into a programme) and cover: the ledger of months, one payer per worker-month."""

from django.db import models
from django.db.models import Q

STATES = ("placed", "waiting", "ended")
# Why a seat or the wait for one ended. Whoever died, works for a wage, moved away, is too old or has another payer; whom BPJS
# refused; who asked.
ENDS = ("died", "wage-earner", "moved", "refused", "asked", "over-age", "double-payer")
# What a village knows by itself; the rest is the office's to judge.
ENDS_OF_A_VILLAGE = ("died", "moved", "asked")


class Enrolment(models.Model):
    """A worker's seat on a funding line, or the place on its waiting list.

    The waiting list's order is total: decile (unknown last), day proposed, batch, row of the batch.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, db_index=False, db_constraint=False)
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_index=False, db_constraint=False)
    village = models.CharField(max_length=13, db_collation="C")
    state = models.CharField(max_length=8)
    sector = models.CharField(max_length=9)
    decile = models.PositiveSmallIntegerField(null=True)
    income_idr = models.BigIntegerField(null=True)
    proposed_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=12, default="", db_default="")
    batch = models.BigIntegerField()
    sheet_row = models.IntegerField()

    class Meta:
        db_table = "enrolment"
        constraints = [
            models.CheckConstraint(name="enrolment_state_is_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="enrolment_sector_is_known", condition=Q(sector__in=["transport", "other"])),
            # Not partial, so that the one index also finds all that a worker ever had.
            models.UniqueConstraint(
                name="enrolment_is_one_per_person_and_line", fields=["person", "line", "ended_on"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="enrolment_has_a_last_day_when_ended",
                condition=Q(state="ended", ended_on__isnull=False) | (~Q(state="ended") & Q(ended_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="enrolment_says_why_it_ended", condition=Q(state="ended", ended_why__in=ENDS) | ~Q(state="ended")
            ),
        ]
        indexes = [
            models.Index(name="enrolment_by_village", fields=["village", "line", "id"]),
            models.Index(name="enrolment_waiting", fields=["line", "village"], condition=Q(state="waiting")),
        ]


class CoverMonth(models.Model):
    """One worker-month: who pays it, where it counts, what it costs. Partitioned by month; the key allows one payer."""

    pk = models.CompositePrimaryKey("month", "person")
    month = models.DateField()
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, related_name="cover")
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_constraint=False)
    village = models.CharField(max_length=13, db_collation="C")
    price_idr = models.IntegerField()

    class Meta:
        db_table = "cover_month"
        managed = False


class CoverEnded(models.Model):
    """A worker-month that ended before it came, as it stood in the ledger: on which day and why it was taken out. Append-only."""

    month = models.DateField()
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, related_name="ended_cover")
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_constraint=False)
    village = models.CharField(max_length=13, db_collation="C")
    price_idr = models.IntegerField()
    ended_on = models.DateField()
    why = models.CharField(max_length=12)

    class Meta:
        db_table = "cover_ended"
        managed = False


class CoverCount(models.Model):
    """How many workers a line covers in a village in a month; kept by a trigger on the ledger, never written by hand."""

    pk = models.CompositePrimaryKey("month", "village", "line")
    month = models.DateField()
    village = models.CharField(max_length=13, db_collation="C")
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_constraint=False)
    workers = models.IntegerField()
    price_idr = models.BigIntegerField()

    class Meta:
        db_table = "cover_count"
        managed = False
