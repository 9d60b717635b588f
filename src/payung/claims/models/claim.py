"""A claim: one death or one accident of one worker, the state it is in, who told it, and every step that it took."""

from django.db import models
from django.db.models import F, Q

KINDS = ("death", "accident")
CAUSES = ("natural", "work")
# Who tells it: the village's clerk, somebody of the family, a hospital, or a list of the civil registry.
TELLERS = ("clerk", "heir", "hospital", "registry")
# reported: papers are missing; complete: all are there and the clock of payment runs; assessed: computed, waits for other eyes;
# withdrawn: the report was a mistake.
STATES = ("reported", "complete", "assessed", "approved", "paid", "refused", "withdrawn")
MOVES = (
    ("reported", "complete"),
    ("complete", "reported"),
    ("complete", "assessed"),
    ("reported", "assessed"),
    ("assessed", "reported"),
    ("assessed", "approved"),
    ("assessed", "refused"),
    ("approved", "paid"),
    ("refused", "reported"),
    ("reported", "withdrawn"),
    ("complete", "withdrawn"),
    ("assessed", "withdrawn"),
    ("withdrawn", "reported"),
)
# What of a claim can be corrected before it is decided.
CORRECTED = ("day", "cause", "place", "story")


class Claim(models.Model):
    """What a worker's family asks for after one death or accident. `line` is who paid for the worker on that day, if anybody."""

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=8)
    cause = models.CharField(max_length=8)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False)
    village = models.CharField(max_length=13, db_collation="C")
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, null=True)
    happened_on = models.DateField()
    happened_at = models.CharField(max_length=200, blank=True, default="", help_text="the place, in words")
    story = models.CharField(max_length=2000, blank=True, default="")
    state = models.CharField(max_length=9, default="reported", db_default="reported")
    reported_at = models.DateTimeField()
    complete_on = models.DateField(null=True, help_text="when the last paper came; the law's days to pay count from it")
    due_on = models.DateField(null=True, help_text="the last day to pay without a surcharge")
    held_why = models.CharField(max_length=300, blank=True, default="", help_text="why nothing is paid for now")
    follows = models.ForeignKey("self", models.PROTECT, null=True, help_text="the accident that this death came of")

    class Meta:
        db_table = "claim"
        constraints = [
            models.CheckConstraint(name="claim_kind_is_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(name="claim_cause_is_known", condition=Q(cause__in=CAUSES)),
            models.CheckConstraint(name="claim_state_is_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="accident_happens_at_work", condition=Q(kind="death") | Q(cause="work")),
            models.CheckConstraint(name="claim_has_a_clock_once_complete",
                condition=Q(complete_on=None, due_on=None)
                | Q(complete_on__isnull=False, due_on__gte=F("complete_on"), due_on__isnull=False)),
            # What was withdrawn stands in nobody's way.
            models.UniqueConstraint(name="death_is_claimed_once", fields=["person"],
                condition=Q(kind="death") & ~Q(state="withdrawn")),
            models.UniqueConstraint(name="accident_is_claimed_once", fields=["person", "happened_on"],
                condition=Q(kind="accident") & ~Q(state="withdrawn")),
        ]  # fmt: skip
        indexes = [
            models.Index(name="claim_by_deadline", fields=["state", "due_on", "id"]),
            models.Index(name="claim_by_village", fields=["village", "id"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def scheme(self) -> str:
        """Which insurance pays: jkk for what happened at work, jkm for any other death."""
        return "jkk" if self.cause == "work" else "jkm"


class ClaimReport(models.Model):
    """Somebody told of it: who, how to reach them, in which words. A second report of the same is joined here. Append-only."""

    claim = models.ForeignKey(Claim, models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    teller = models.CharField(max_length=8)
    teller_name = models.CharField(max_length=150)
    teller_phone = models.CharField(max_length=20, blank=True, default="")
    said = models.CharField(max_length=2000, blank=True, default="")
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()
    wants_messages = models.BooleanField(default=False, db_default=False, help_text="the number was given for messages")

    class Meta:
        db_table = "claim_report"
        constraints = [
            models.CheckConstraint(name="claim_report_teller_is_known", condition=Q(teller__in=TELLERS)),
            models.CheckConstraint(
                name="claim_report_names_its_teller", condition=~Q(teller_name="") & ~Q(noted_by="")
            ),
            models.CheckConstraint(
                name="messages_go_to_a_number_that_was_given", condition=Q(wants_messages=False) | ~Q(teller_phone="")
            ),
        ]


class ClaimStep(models.Model):
    """A claim went from one state to the next: when, by whom, why. Written by the database itself; append-only."""

    claim = models.ForeignKey(Claim, models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    from_state = models.CharField(max_length=9)
    to_state = models.CharField(max_length=9)
    why = models.CharField(max_length=300, blank=True, default="")
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        db_table = "claim_step"
        ordering = ["id"]


class ClaimCorrection(models.Model):
    """A fact of a claim was told wrongly and now stands otherwise: which, what stood, what stands, why; and the last assessment
    made before, which counts no more. Written by the database itself; append-only."""

    claim = models.ForeignKey(Claim, models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    what = models.CharField(max_length=5)
    old = models.CharField(max_length=2000, blank=True, default="")
    new = models.CharField(max_length=2000, blank=True, default="")
    why = models.CharField(max_length=300)
    by = models.CharField(max_length=60)
    at = models.DateTimeField()
    voids = models.ForeignKey("claims.Assessment", models.PROTECT, null=True, db_index=False)

    class Meta:
        db_table = "claim_correction"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="correction_is_of_a_known_fact", condition=Q(what__in=CORRECTED)),
            models.CheckConstraint(name="correction_says_why", condition=~Q(why="") & ~Q(by="")),
        ]
