"""Money that leaves: one instruction a payee and reason, through the ledger of the line that covered the worker."""

from django.db import models
from django.db.models import Q

from payung.sealing.field import SealedText

PAYEES = ("heir", "hospital", "worker", "child")
# due: decided; sent: in a file to the bank; paid: the bank has said so; failed: it came back and wants another account.
PAYOUT_STATES = ("due", "sent", "paid", "failed")
_BOUND = ("id", "claim_id", "bank_file")


class Payout(models.Model):
    """One sum to one payee. `what`: benefit, late (the surcharge), treatment, scholarship; `about`: which year or letter.

    From the file that it leaves in it keeps the account that it was sent to; those of an older version know none. Held by the
    database: what is sealed cannot be named in a constraint of Django's."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    decision = models.ForeignKey("claims.Decision", models.PROTECT)
    payee = models.CharField(max_length=8)
    heir = models.ForeignKey("claims.ClaimHeir", models.PROTECT, null=True)
    payee_name = models.CharField(max_length=150)
    what = models.CharField(max_length=12)
    about = models.CharField(max_length=60, blank=True, default="")
    amount_idr = models.BigIntegerField()
    state = models.CharField(max_length=6, default="due", db_default="due")
    bank_file = models.CharField(max_length=64, blank=True, default="", help_text="digest of the file it was sent in")
    sent_bank = models.CharField(max_length=60, blank=True, default="", db_default="")
    sent_number = SealedText(bound_to=_BOUND, null=True)
    sent_holder = SealedText(bound_to=_BOUND, null=True)
    failed_why = models.CharField(max_length=300, blank=True, default="")
    paid_on = models.DateField(null=True)
    award_entry = models.BigIntegerField(null=True)
    paid_entry = models.BigIntegerField(null=True)

    class Meta:
        db_table = "payout"
        constraints = [
            models.CheckConstraint(name="payout_payee_is_known", condition=Q(payee__in=PAYEES)),
            models.CheckConstraint(name="payout_state_is_known", condition=Q(state__in=PAYOUT_STATES)),
            models.CheckConstraint(name="payout_is_of_at_least_one_rupiah", condition=Q(amount_idr__gte=1)),
            models.CheckConstraint(name="payout_to_an_heir_names_the_heir", condition=~Q(payee="heir") | Q(heir__isnull=False)),
            models.CheckConstraint(name="payout_is_paid_on_a_day", 
                condition=(~Q(state="paid") & Q(paid_on=None)) | Q(state="paid", paid_on__isnull=False)),
            models.CheckConstraint(name="payout_failed_says_why", condition=~Q(state="failed") | ~Q(failed_why="")),
            models.UniqueConstraint(name="payout_is_made_once", fields=["claim", "what", "about", "payee", "payee_name", "heir"],
                nulls_distinct=False),
        ]  # fmt: skip
        indexes = [models.Index(name="payout_not_yet_paid", fields=["state", "id"], condition=~Q(state="paid"))]
