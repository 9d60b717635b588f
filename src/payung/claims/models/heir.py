"""Who is left behind: the living relations of a worker who has died, their guardians, and where each is paid and told."""

from django.db import models
from django.db.models import Q

from payung.sealing.field import SealedText

RELATIONS = ("spouse", "child", "parent", "grandparent", "grandchild", "sibling", "parent_in_law", "will")
# Nobody of them is left: whoever handled the funeral, who is paid its cost (PP 44/2015 Pasal 37(5)). Never beside a relation.
FUNERAL = "funeral"
_BOUND = ("claim_id", "entered_at")


class ClaimHeir(models.Model):
    """One living relation; or, where nobody is left by proof and with a reason, who handled the funeral.

    The number is the heir's or the guardian's. Removed ones stay, with why; the account is sealed, and whole or not there (held
    by the database: what is sealed cannot be named in a constraint of Django's). Its mark, by which accounts are compared, goes
    with it."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    relation = models.CharField(max_length=16)
    name = models.CharField(max_length=150)
    birth_on = models.DateField(null=True)
    guardian_name = models.CharField(max_length=150, blank=True, default="")
    bank = models.CharField(max_length=60, blank=True, default="")
    account_number = SealedText(bound_to=_BOUND, null=True)
    account_holder = SealedText(bound_to=_BOUND, null=True)
    account_mark = models.BinaryField(
        null=True, help_text="keyed digest of bank and number; equal for the same account"
    )
    proof = models.ForeignKey("claims.ClaimDocument", models.PROTECT, null=True, db_index=False)
    stated_why = models.CharField(max_length=300, blank=True, default="", db_default="", help_text="why nobody is left")
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    removed_why = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="", db_default="")
    wants_messages = models.BooleanField(default=False, db_default=False, help_text="the number was given for messages")

    class Meta:
        db_table = "claim_heir"
        indexes = [
            models.Index(name="claim_heir_by_birth", fields=["birth_on"]),
            models.Index(
                name="claim_heir_by_account", fields=["account_mark"], condition=Q(account_mark__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(name="heir_relation_is_known", condition=Q(relation__in=(*RELATIONS, FUNERAL))),
            models.CheckConstraint(name="heir_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="heir_hears_on_a_number_that_was_given", condition=Q(wants_messages=False) | ~Q(phone="")
            ),
        ]
