"""Cards: one row a card that was issued."""

from django.db import models
from django.db.models import F, Q


class Card(models.Model):
    """A programme card: its number, whose it is, and the months it speaks for. Never carries the NIK."""

    number = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, db_index=False)
    line = models.ForeignKey("funding.FundingLine", models.PROTECT, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    first_month = models.DateField()
    until = models.DateField()
    issued_on = models.DateField()

    class Meta:
        db_table = "card"
        constraints = [
            models.UniqueConstraint(name="card_number_is_unique", fields=["number"]),
            models.UniqueConstraint(name="card_is_one_per_person_line_and_term", fields=["person", "line", "until"]),
            models.CheckConstraint(name="card_speaks_for_at_least_one_month", condition=Q(until__gt=F("first_month"))),
        ]
        indexes = [models.Index(name="card_by_village", fields=["line", "village", "id"])]
