"""The letters of a claim: which one was made when, by whom, under which number. What they say is told anew from the claim."""

from django.db import models
from django.db.models import Q

# receipt: what was told and what is missing; decision: approved or refused; payment: one sum to one payee; heirs: a form to sign.
LETTERS = ("receipt", "decision", "payment", "heirs")


class ClaimLetter(models.Model):
    """One letter and its number, the next of its year: given by the database, so that no number is left out or used twice.
    A letter about a decision or a payout is one for each of these; printed again it keeps its number. Append-only."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, db_index=False)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    kind = models.CharField(max_length=8)
    decision = models.ForeignKey("claims.Decision", models.PROTECT, null=True, db_index=False)
    payout = models.ForeignKey("claims.Payout", models.PROTECT, null=True, db_index=False)
    year = models.IntegerField(db_default=0)
    number = models.IntegerField(db_default=0)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "claim_letter"
        constraints = [
            models.CheckConstraint(name="letter_kind_is_known", condition=Q(kind__in=LETTERS)),
            models.CheckConstraint(name="letter_names_its_maker", condition=~Q(made_by="")),
            models.CheckConstraint(name="letter_is_about_what_its_kind_says",
                condition=Q(kind="decision", decision__isnull=False, payout=None)
                | Q(kind="payment", decision=None, payout__isnull=False)
                | Q(kind__in=("receipt", "heirs"), decision=None, payout=None)),
            models.UniqueConstraint(name="letter_keeps_its_number", fields=["claim", "kind", "decision", "payout"],
                nulls_distinct=False),
            models.UniqueConstraint(name="letter_number_is_given_once", fields=["year", "number"]),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number:04}/KLAIM/{self.year}"
