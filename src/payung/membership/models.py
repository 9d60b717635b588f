"""Enrolment (a worker's way into a programme), cover (the ledger of months), and what BPJS answers of both."""

from django.db import models
from django.db.models import F, Q

STATES = ("placed", "waiting", "ended")
# Why a seat or the wait for one ended. Whoever died, works for a wage, moved away, is too old or has another payer; whom BPJS
# refused; who asked.
ENDS = ("died", "wage-earner", "moved", "refused", "asked", "over-age", "double-payer")
OUTCOMES = ("numbered", "accepted", "refused")
# What a village knows by itself; the rest is the office's to judge.
ENDS_OF_A_VILLAGE = ("died", "moved", "asked")


class Enrolment(models.Model):
    """A worker's seat on a funding line, or the place on its waiting list.

    The waiting list's order is total: decile (unknown last), heir named, day proposed, lot.
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


OFFER_STATES = ("open", "accepted", "declined", "expired")


class Offer(models.Model):
    """A place that is held until a day for somebody who waits: it counts as taken, so that nobody else is given it."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, db_index=False)
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    offered_on = models.DateField()
    held_until = models.DateField(help_text="the last day on which it can be accepted")
    cover_from = models.DateField(
        help_text="the first month that it can be covered in: whoever had it before is paid until then"
    )
    state = models.CharField(max_length=8, default="open", db_default="open")
    answered_on = models.DateField(null=True)

    class Meta:
        db_table = "offer"
        constraints = [
            models.CheckConstraint(name="offer_state_is_known", condition=Q(state__in=OFFER_STATES)),
            models.CheckConstraint(
                name="offer_is_held_from_its_day_on", condition=Q(held_until__gte=models.F("offered_on"))
            ),
            models.CheckConstraint(name="offer_covers_from_a_first_day", condition=Q(cover_from__day=1)),
            models.CheckConstraint(
                name="offer_has_a_day_of_its_answer",
                condition=Q(state="open", answered_on__isnull=True) | (~Q(state="open") & Q(answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="offer_is_accepted_while_it_is_held",
                condition=~Q(state="accepted") | Q(answered_on__lte=models.F("held_until")),
            ),
            models.CheckConstraint(
                name="offer_expires_after_its_last_day",
                condition=~Q(state="expired") | Q(answered_on__gt=models.F("held_until")),
            ),
            models.UniqueConstraint(name="offer_is_one_at_a_time", fields=["enrolment"], condition=Q(state="open")),
        ]
        indexes = [
            models.Index(name="offer_open", fields=["line", "village"], condition=Q(state="open")),
            models.Index(name="offer_of_an_enrolment", fields=["enrolment", "id"]),
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


class AnswerFile(models.Model):
    """One file that BPJS sent back about a line, for a month or (without one) for its whole term: what became of its rows."""

    line = models.ForeignKey("funding.FundingLine", models.PROTECT)
    region = models.CharField(max_length=13, db_collation="C", help_text="that of its line")
    month = models.DateField(null=True)
    fingerprint = models.CharField(max_length=64, help_text="of what the file says of whom")
    file_name = models.CharField(max_length=200)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=60)
    rows = models.IntegerField()
    numbered = models.IntegerField(help_text="with a participant number")
    accepted = models.IntegerField(help_text="taken up, with no number yet")
    refused = models.IntegerField()
    problems = models.IntegerField()
    ignored = models.IntegerField(help_text="rows that say nothing of a worker")
    told = models.JSONField(default=list, help_text="row and code of the first problems; no personal data")

    class Meta:
        db_table = "bpjs_answer_file"
        constraints = [
            models.UniqueConstraint(
                name="bpjs_answer_file_is_taken_once", fields=["line", "month", "fingerprint"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="bpjs_answer_file_accounts_for_every_row",
                condition=Q(rows=F("numbered") + F("accepted") + F("refused") + F("problems") + F("ignored")),
            ),
            models.CheckConstraint(
                name="bpjs_answer_file_is_of_a_whole_month", condition=Q(month=None) | Q(month__day=1)
            ),
        ]


class Answer(models.Model):
    """What BPJS says of one worker on one line. The last one for a month counts; the number itself stands with the worker."""

    file = models.ForeignKey(AnswerFile, models.PROTECT, db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, db_index=False)
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_index=False, db_constraint=False)
    month = models.DateField(null=True)
    village = models.CharField(max_length=13, db_collation="C")
    outcome = models.CharField(max_length=8)
    refused_why = models.CharField(max_length=200, null=True)
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, db_constraint=False, db_index=False, help_text="which one was answered"
    )

    class Meta:
        db_table = "bpjs_answer"
        constraints = [
            models.UniqueConstraint(name="bpjs_answer_is_one_per_person_and_file", fields=["file", "person"]),
            models.CheckConstraint(name="bpjs_answer_outcome_is_known", condition=Q(outcome__in=OUTCOMES)),
            models.CheckConstraint(
                name="bpjs_answer_says_why_it_refuses",
                condition=(Q(outcome="refused", refused_why__isnull=False) & ~Q(refused_why=""))
                | (~Q(outcome="refused") & Q(refused_why=None)),
            ),
        ]
        indexes = [
            models.Index(name="bpjs_answer_of_a_worker", fields=["person", "line", "-id"]),
            models.Index(name="bpjs_answer_of_a_line", fields=["line", "person", "-id"]),
        ]
