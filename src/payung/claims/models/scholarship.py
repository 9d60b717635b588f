"""Scholarships: the children with their schooling, and every school year that is to be paid, one by one, to its end."""

from django.db import models
from django.db.models import F, Q

from payung.rules.family import WORK

# planned: waits for its proof; proven: the paper was checked; refused: the paper will not do; ended: not due any more, with why.
YEAR_STATES = ("planned", "proven", "refused", "paid", "ended")


class ScholarshipChild(models.Model):
    """A child of the family as its scholarship needs it; name, birth day, guardian and account are those of the heir."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    heir = models.ForeignKey("claims.ClaimHeir", models.PROTECT, db_index=False)
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, blank=True, default="", help_text="by age where it was not said")
    year = models.PositiveSmallIntegerField(default=1)
    studying = models.BooleanField(default=True)
    married_on = models.DateField(null=True)
    work = models.CharField(max_length=10, default="none")
    wage_work_months = models.PositiveSmallIntegerField(default=0)
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta:
        db_table = "scholarship_child"
        constraints = [
            models.UniqueConstraint(name="scholarship_child_is_named_once", fields=["heir"]),
            models.UniqueConstraint(name="scholarship_child_has_a_number_of_its_own", fields=["claim", "number"]),
            models.CheckConstraint(name="scholarship_child_works_in_a_known_way", condition=Q(work__in=WORK)),
            models.CheckConstraint(name="scholarship_child_works_for_wages_some_months",
                condition=Q(work="wage", wage_work_months__gte=1) | (~Q(work="wage") & Q(wage_work_months=0))),
        ]  # fmt: skip


class ScholarshipYear(models.Model):
    """One payment of one child: due from a day on, freed by a paper that one checks and another approves, paid once."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    child = models.ForeignKey(ScholarshipChild, models.PROTECT, db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    due_on = models.DateField()
    level = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    amount_idr = models.BigIntegerField()
    state = models.CharField(max_length=7, default="planned", db_default="planned")
    proof = models.ForeignKey("claims.ClaimDocument", models.PROTECT, null=True, db_index=False)
    checked_by = models.CharField(max_length=60, blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=60, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True, default="")
    payout = models.OneToOneField("claims.Payout", models.PROTECT, null=True)
    limit_idr = models.BigIntegerField(
        null=True, help_text="the most that whoever approved may approve; null without a limit"
    )

    class Meta:
        db_table = "scholarship_year"
        constraints = [
            models.CheckConstraint(name="scholarship_year_state_is_known", condition=Q(state__in=YEAR_STATES)),
            models.CheckConstraint(name="scholarship_year_is_of_at_least_one_rupiah", condition=Q(amount_idr__gte=1)),
            models.UniqueConstraint(name="scholarship_year_is_due_once", fields=["child", "due_on"]),
            models.UniqueConstraint(name="school_year_is_paid_once", fields=["child", "level", "year"],
                condition=~Q(state="ended")),
            models.UniqueConstraint(name="schooling_paper_proves_one_year", fields=["proof"]),
            models.CheckConstraint(name="scholarship_year_is_proven_before_somebody",
                condition=~Q(state__in=("proven", "paid")) | ~Q(checked_by="")),
            models.CheckConstraint(name="scholarship_year_is_approved_by_other_eyes",
                condition=Q(approved_by="") | (~Q(checked_by="") & ~Q(approved_by=F("checked_by")))),
            models.CheckConstraint(name="scholarship_year_stops_for_a_reason",
                condition=~Q(state__in=("refused", "ended")) | ~Q(why="")),
            models.CheckConstraint(name="scholarship_is_paid_after_an_approval", condition=Q(payout=None) | ~Q(approved_by="")),
            models.CheckConstraint(name="school_year_is_within_the_limit",
                condition=Q(limit_idr=None) | Q(amount_idr__lte=F("limit_idr"))),
        ]  # fmt: skip
        indexes = [models.Index(name="scholarship_by_due_day", fields=["due_on", "id"], condition=Q(state="planned"))]
