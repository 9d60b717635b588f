"""Workers, one row a person, known by the NIK; what each consented to and asked for; where benefits are paid to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from payung.rules.privacy import KINDS
from payung.sealing.field import SealedText
from payung.units.nik import masked

PURPOSES = ("protection", "health-check")
WAYS = ("form", "list", "letter")


class Person(models.Model):
    """An informal worker, living in a village. Written in bulk by `people/sql`; every change leaves a row of history."""

    nik = models.CharField(max_length=16)
    name = models.CharField(max_length=150)
    birth_on = models.DateField()
    sex = models.CharField(max_length=1, null=True)
    village = models.CharField(max_length=13, db_collation="C")
    address = models.CharField(max_length=300, null=True)
    occupation = models.CharField(max_length=40, null=True)
    phone = models.CharField(max_length=20, null=True)
    mother_name = models.CharField(max_length=150, null=True)
    income_idr = models.BigIntegerField(null=True)
    kk = models.CharField(max_length=16, null=True)
    kpj = models.CharField(max_length=13, null=True)
    heir_name = models.CharField(max_length=150, null=True)
    heir_relation = models.CharField(max_length=60, null=True)
    restricted_at = models.DateTimeField(null=True, help_text="from when on nothing new is done with the data")
    erased_on = models.DateField(null=True, help_text="from this day on the row is a pseudonym")
    died_on = models.DateField(null=True, help_text="as the village has told it; a claim of the heirs begins with it")

    class Meta:
        db_table = "person"
        constraints = [
            models.UniqueConstraint(name="person_has_one_row_per_nik", fields=["nik"]),
            models.CheckConstraint(name="person_has_a_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="person_sex_is_known", condition=models.Q(sex__in=["L", "P"])),
            models.CheckConstraint(name="person_income_is_not_negative", condition=models.Q(income_idr__gte=0)),
            models.CheckConstraint(name="person_dies_after_birth", condition=Q(died_on__gte=F("birth_on"))),
        ]
        indexes = [
            models.Index(name="person_by_village", fields=["village", "name", "id"]),
            models.Index(
                name="person_restricted", fields=["village", "nik", "id"], condition=Q(restricted_at__isnull=False)
            ),
            models.Index(name="person_not_erased", fields=["id"], condition=models.Q(erased_on__isnull=True)),
            models.Index(name="person_by_family_card", fields=["kk"], condition=Q(kk__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"worker {self.pk}"

    @property
    def nik_masked(self) -> str:
        """The NIK as pages show it: its ends alone."""
        return masked(self.nik)


class Consent(models.Model):
    """What workers have agreed to: for what, when, how. One row a village and statement with the ids of all, as in the history:
    a row each would cost a long list a tenth of its landing. Append-only."""

    village = models.CharField(max_length=13, db_collation="C")
    purpose = models.CharField(max_length=16)
    given_on = models.DateField()
    how = models.CharField(max_length=8)
    noted_by = models.CharField(max_length=60)
    people = ArrayField(models.BigIntegerField())

    class Meta:
        db_table = "consent"
        constraints = [
            models.CheckConstraint(name="consent_purpose_is_known", condition=Q(purpose__in=PURPOSES)),
            models.CheckConstraint(name="consent_was_given_in_a_known_way", condition=Q(how__in=WAYS)),
            models.CheckConstraint(name="consent_is_of_somebody", condition=~Q(people=[])),
            models.CheckConstraint(
                name="consent_to_health_checks_is_of_one_worker",
                condition=~Q(purpose="health-check") | Q(people__len=1),
            ),
        ]
        indexes = [models.Index(name="consent_by_village", fields=["village"])]


class ConsentWithdrawal(models.Model):
    """One worker's consent withdrawn: when, noted by whom, on which word. Append-only."""

    consent = models.ForeignKey(Consent, models.PROTECT, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False)
    village = models.CharField(max_length=13, db_collation="C")
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=60)
    why = models.CharField(max_length=300)

    class Meta:
        db_table = "consent_withdrawal"
        constraints = [
            models.UniqueConstraint(name="consent_is_withdrawn_once", fields=["consent", "person"]),
            models.CheckConstraint(
                name="consent_is_withdrawn_by_somebody_for_a_reason", condition=~Q(withdrawn_by="") & ~Q(why="")
            ),
        ]


class DataRequest(models.Model):
    """What a person asks about the own data, and its clock: open until it is answered, never deleted."""

    person = models.ForeignKey(Person, models.PROTECT, db_constraint=False)
    village = models.CharField(max_length=13, db_collation="C")
    kind = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    asked_how = models.CharField(max_length=300)
    noted_by = models.CharField(max_length=60)
    field = models.CharField(max_length=20, blank=True, default="")
    old_value = models.CharField(max_length=300, blank=True, default="")
    new_value = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=8, default="open")
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=60, blank=True, default="")
    answer = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "data_request"
        constraints = [
            models.CheckConstraint(name="data_request_kind_is_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="data_request_state_is_known", condition=Q(state__in=["open", "done", "refused"])
            ),
            models.CheckConstraint(
                name="data_request_is_due_after_it_was_asked", condition=Q(due_at__gt=F("asked_at"))
            ),
            models.CheckConstraint(
                name="data_request_says_how_it_came_in", condition=~Q(asked_how="") & ~Q(noted_by="")
            ),
            models.CheckConstraint(
                name="data_request_is_answered_by_somebody_in_words",
                condition=Q(state="open", done_at=None, done_by="", answer="")
                | (~Q(state="open") & Q(done_at__isnull=False) & ~Q(done_by="") & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="data_request_of_a_correction_names_field_and_value",
                condition=(Q(kind="correction") & ~Q(field="") & ~Q(new_value=""))
                | (~Q(kind="correction") & Q(field="", old_value="", new_value="")),
            ),
            models.UniqueConstraint(
                name="data_request_is_open_once", fields=["person", "kind", "field"], condition=Q(state="open")
            ),
        ]
        indexes = [models.Index(name="data_request_by_due", fields=["due_at", "id"], condition=Q(state="open"))]


class BankAccount(models.Model):
    """Where a worker's benefits are paid to: one open account a person; an older one is ended, never deleted.

    Number and holder are sealed columns, bound to the person and the moment of entry.
    """

    person = models.ForeignKey(Person, models.PROTECT)
    village = models.CharField(max_length=13, db_collation="C")
    bank = models.CharField(max_length=60)
    holder_name = SealedText(bound_to=("person_id", "entered_at"))
    number = SealedText(bound_to=("person_id", "entered_at"))
    last_digits = SealedText(bound_to=("person_id", "entered_at"))
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "bank_account"
        constraints = [
            models.UniqueConstraint(
                name="bank_account_is_one_open_per_person",
                fields=["person"],
                condition=models.Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(name="bank_account_names_its_bank", condition=~models.Q(bank="")),
            models.CheckConstraint(
                name="bank_account_ends_after_it_was_entered",
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("entered_at")),
            ),
        ]
