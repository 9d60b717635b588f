"""Complaints: what somebody says is wrong, by when it is answered, by whom, and every step that it took."""

from django.db import models
from django.db.models import Q

# What it is about: an enrolment, a card, a claim, or anything else of the programme.
ABOUT = ("enrolment", "card", "claim", "other")
# received: nobody looks after it yet; taken: an officer does; answered: told to whoever complained.
STATES = ("received", "taken", "answered")


class Complaint(models.Model):
    """One complaint under its number: about a worker, one of the worker's claims, or a village as a whole.

    `due_on` is the day to answer by, `owner` the officer who looks after it; what was told never changes.
    """

    number = models.CharField(max_length=20, unique=True, db_default="", help_text="given by the database")
    about = models.CharField(max_length=9)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, db_constraint=False)
    claim = models.ForeignKey("claims.Claim", models.PROTECT, null=True)
    reference = models.CharField(max_length=60, blank=True, default="", help_text="a card or list, as it was told")
    village = models.CharField(max_length=13, db_collation="C")
    teller_name = models.CharField(max_length=150)
    teller_phone = models.CharField(max_length=20, blank=True, default="")
    said = models.CharField(max_length=2000)
    state = models.CharField(max_length=8, default="received", db_default="received")
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=60)
    due_on = models.DateField()
    owner = models.CharField(max_length=60, blank=True, default="", db_default="")
    answer = models.CharField(max_length=2000, blank=True, default="", db_default="")
    answered_at = models.DateTimeField(null=True)
    reopened_why = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        db_table = "complaint"
        constraints = [
            models.CheckConstraint(name="complaint_is_about_something_known", condition=Q(about__in=ABOUT)),
            models.CheckConstraint(name="complaint_state_is_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="complaint_says_what_is_wrong", condition=~Q(said="")),
            models.CheckConstraint(name="complaint_names_who_told_it", condition=~Q(teller_name="") & ~Q(received_by="")),
            models.CheckConstraint(name="complaint_with_a_claim_is_about_it",
                condition=Q(claim=None) | Q(about="claim", person__isnull=False)),
            models.CheckConstraint(name="complaint_has_an_owner_once_taken",
                condition=Q(state="received", owner="") | Q(state__in=("taken", "answered")) & ~Q(owner="")),
            models.CheckConstraint(name="complaint_is_answered_in_words",
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(answer="")
                | Q(state__in=("received", "taken"), answered_at=None, answer="")),
        ]  # fmt: skip
        indexes = [
            # A page of the list is read from one of these alone, in its order: the rows themselves are looked up afterwards.
            models.Index(name="complaint_open_by_day", fields=["due_on", "id"],
                include=["village", "state", "about", "owner"], condition=Q(state__in=("received", "taken"))),
            models.Index(name="complaint_answered_by_day", fields=["due_on", "id"], include=["village", "about"],
                condition=Q(state="answered")),
            # How many are answered is counted from this alone.
            models.Index(name="complaint_answered_by_village", fields=["village"], condition=Q(state="answered")),
            models.Index(name="complaint_by_village", fields=["village", "due_on", "id"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class ComplaintStep(models.Model):
    """A step of a complaint: when, by whom, with the answer or the reason. Written by the database itself; append-only."""

    complaint = models.ForeignKey(Complaint, models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    from_state = models.CharField(max_length=8)
    to_state = models.CharField(max_length=8)
    said = models.CharField(max_length=2000, blank=True, default="")
    by = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        db_table = "complaint_step"
        ordering = ["id"]
