"""Guarantee letters: a hospital treats a worker after an accident and is paid by the claim, not by the family."""

from django.db import models
from django.db.models import Q

LETTER_STATES = ("issued", "used", "cancelled")


class TreatmentLetter(models.Model):
    """One letter to one hospital: numbered without gaps, good until a day, with a code that nobody can guess. Never changed, but
    used once or cancelled for a reason; the hospital says to which account it is paid."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    number = models.CharField(max_length=20, unique=True)
    hospital = models.CharField(max_length=150)
    valid_until = models.DateField(help_text="the last day on which treatment may begin")
    code = models.CharField(max_length=16)
    bank = models.CharField(max_length=60, blank=True, default="")
    account_number = models.CharField(max_length=20, blank=True, default="", help_text="the hospital's, nobody's own")
    account_holder = models.CharField(max_length=150, blank=True, default="")
    issued_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    state = models.CharField(max_length=9, default="issued", db_default="issued")
    used_on = models.DateField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        db_table = "treatment_letter"
        constraints = [
            models.CheckConstraint(name="letter_state_is_known", condition=Q(state__in=LETTER_STATES)),
            models.CheckConstraint(name="letter_names_a_hospital", condition=~Q(hospital="")),
            models.CheckConstraint(name="letter_account_is_whole",
                condition=Q(bank="", account_number="", account_holder="")
                | (~Q(bank="") & ~Q(account_number="") & ~Q(account_holder=""))),
            models.CheckConstraint(name="letter_is_used_on_a_day", condition=~Q(state="used") | Q(used_on__isnull=False)),
            models.CheckConstraint(name="letter_is_cancelled_for_a_reason",
                condition=~Q(state="cancelled") | ~Q(cancelled_why="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number
