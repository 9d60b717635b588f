"""Messages about a claim that wait for the gateway: of which step, to whose number, how often it was tried, and how it ended."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

# reported: the number of the claim; papers: something is missing; then what was decided, and that it was paid.
MESSAGES = ("reported", "papers", "approved", "refused", "paid")
# queued: to be tried at `next_at`; handed-over: the gateway took it; given-up: it never will.
MESSAGE_STATES = ("queued", "handed-over", "given-up")
# Why it was given up: tried too often, number refused by the gateway, no number any more, too old to be news,
# the claim withdrawn.
GIVEN_UP = ("tried-too-often", "number-refused", "no-number", "too-old", "withdrawn")


class ClaimMessage(models.Model):
    """One message to whoever told of a claim, or is left behind, and gave a number for messages. Written by the database in the
    transaction of the step itself; holds neither number nor text: both are read when it is sent. `key` is what the gateway
    knows it by."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    report = models.ForeignKey("claims.ClaimReport", models.PROTECT, null=True, db_index=False)
    heir = models.ForeignKey("claims.ClaimHeir", models.PROTECT, null=True, db_index=False)
    step = models.ForeignKey("claims.ClaimStep", models.PROTECT, null=True, db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    kind = models.CharField(max_length=8)
    key = models.UUIDField(unique=True, db_default=RandomUUID())
    state = models.CharField(max_length=11, default="queued", db_default="queued")
    written_at = models.DateTimeField(db_default=Now())
    tries = models.IntegerField(default=0, db_default=0)
    next_at = models.DateTimeField(db_default=Now())
    handed_over_at = models.DateTimeField(null=True)
    failed_why = models.CharField(max_length=20, blank=True, default="", db_default="")

    class Meta:
        db_table = "claim_message"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="message_kind_is_known", condition=Q(kind__in=MESSAGES)),
            models.CheckConstraint(name="message_state_is_known", condition=Q(state__in=MESSAGE_STATES)),
            models.CheckConstraint(name="message_is_handed_over_at_a_moment",
                condition=Q(state="handed-over", handed_over_at__isnull=False, failed_why="")
                | ~Q(state="handed-over") & Q(handed_over_at=None)),
            models.CheckConstraint(name="message_is_given_up_for_a_reason",
                condition=~Q(state="given-up") | Q(failed_why__in=GIVEN_UP)),
            models.CheckConstraint(name="message_goes_to_a_teller_or_an_heir",
                condition=Q(report__isnull=False, heir=None) | Q(report=None, heir__isnull=False)),
            models.UniqueConstraint(name="message_is_written_once_for_a_step", fields=["report", "heir", "step"],
                nulls_distinct=False, condition=Q(report__isnull=False) | Q(step__isnull=False)),
            # An heir whose number was mended is told again, once the first message is gone.
            models.UniqueConstraint(name="heir_waits_for_one_first_message", fields=["heir"],
                condition=Q(step=None, state="queued")),
        ]  # fmt: skip
        indexes = [models.Index(name="message_by_next_try", fields=["next_at", "id"], condition=Q(state="queued"))]

    @property
    def phone(self) -> str:
        """The number that this goes to as things stand; empty where it is wanted no more."""
        if self.report is not None:
            return self.report.teller_phone if self.report.wants_messages else ""
        assert self.heir is not None, "a message goes to a teller or an heir"  # nosec B101
        return self.heir.phone if self.heir.wants_messages and not self.heir.removed_why else ""
