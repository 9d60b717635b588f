"""An accident at work: what was reported, whether it was one, what the doctor states in the end, its costs and its months."""

from django.db import models
from django.db.models import F, Q

CONCLUSIONS = ("accident", "none")
# recovered: the temporary inability ended; partial: a loss by the table; total: permanent; death: a claim of death follows.
OUTCOMES = ("recovered", "partial", "total", "death")
COSTS = (
    "transport_land", "transport_sea", "transport_air", "treatment",
    "homecare", "glasses", "hearing_aid", "dentures", "prosthesis",
)  # fmt: skip


class Accident(models.Model):
    """Stage I and II of one accident, each with the moment until which it is to be told; a suspected one is concluded."""

    claim = models.OneToOneField("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    occurred_at = models.DateTimeField()
    report_until = models.DateTimeField()
    source = models.CharField(max_length=200, help_text="what did it: a machine, a fall, traffic")
    suspected = models.BooleanField(default=False)
    concluded = models.CharField(max_length=8, blank=True, default="")
    concluded_by = models.CharField(max_length=60, blank=True, default="")
    concluded_at = models.DateTimeField(null=True)
    concluded_why = models.CharField(max_length=300, blank=True, default="")
    outcome = models.CharField(max_length=9, blank=True, default="")
    losses = models.JSONField(default=list, help_text="codes of the law's table")
    left_handed = models.BooleanField(default=False)
    doctor_name = models.CharField(max_length=150, blank=True, default="")
    stated_at = models.DateTimeField(null=True)
    outcome_until = models.DateTimeField(null=True)
    outcome_told_at = models.DateTimeField(null=True)
    back_at_work_on = models.DateField(null=True)

    class Meta:
        db_table = "accident"
        constraints = [
            models.CheckConstraint(name="accident_conclusion_is_known", condition=Q(concluded__in=("", *CONCLUSIONS))),
            models.CheckConstraint(name="accident_is_concluded_by_somebody_for_a_reason",
                condition=Q(concluded="") | (~Q(concluded_by="") & ~Q(concluded_why="") & Q(concluded_at__isnull=False))),
            models.CheckConstraint(name="accident_outcome_is_known", condition=Q(outcome__in=("", *OUTCOMES))),
            models.CheckConstraint(name="accident_outcome_is_stated_by_a_doctor",
                condition=Q(outcome="") | (~Q(doctor_name="") & Q(stated_at__isnull=False, outcome_until__isnull=False,
                outcome_told_at__isnull=False))),
            models.CheckConstraint(name="accident_outcome_comes_after_it",
                condition=Q(stated_at=None) | Q(stated_at__gte=F("occurred_at"))),
            models.CheckConstraint(name="accident_partial_loss_names_what_was_lost",
                condition=(Q(outcome="partial") & ~Q(losses=[])) | (~Q(outcome="partial") & Q(losses=[]))),
        ]  # fmt: skip

    @property
    def guaranteed(self) -> bool:
        """Whether treatment is guaranteed: an accident, or one that is suspected and not concluded as none."""
        return self.concluded != "none"


class AccidentCost(models.Model):
    """One cost with its paper. Treatment on a guarantee letter is the hospital's, all else the worker's. Removed ones stay."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    kind = models.CharField(max_length=14)
    amount_idr = models.BigIntegerField()
    spent_on = models.DateField()
    facility = models.CharField(max_length=150)
    letter = models.ForeignKey("claims.TreatmentLetter", models.PROTECT, null=True)
    proof = models.ForeignKey("claims.ClaimDocument", models.PROTECT, null=True, db_index=False)
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    removed_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "accident_cost"
        constraints = [
            models.CheckConstraint(name="accident_cost_kind_is_known", condition=Q(kind__in=COSTS)),
            models.CheckConstraint(name="accident_cost_is_of_at_least_one_rupiah", condition=Q(amount_idr__gte=1)),
            models.CheckConstraint(name="letter_guarantees_treatment_alone", condition=Q(letter=None) | Q(kind="treatment")),
            models.UniqueConstraint(name="paper_proves_one_cost", fields=["proof"], condition=Q(removed_why="")),
        ]  # fmt: skip


class InabilityMonth(models.Model):
    """A month in which the worker could not work, by a doctor's paper; how many there are decides what each gives."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    month = models.DateField()
    proof = models.ForeignKey("claims.ClaimDocument", models.PROTECT, null=True, db_index=False)
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    removed_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "inability_month"
        constraints = [
            models.UniqueConstraint(name="inability_month_is_counted_once", fields=["claim", "month"],
                condition=Q(removed_why="")),
            models.CheckConstraint(name="inability_month_begins_on_its_first_day", condition=Q(month__day=1)),
        ]  # fmt: skip
