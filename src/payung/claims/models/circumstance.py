"""What the law wants told of whatever happened at work, an accident or a death, beyond day, place and story."""

from django.db import models
from django.db.models import Q

# What is told of an occupational disease besides. Source: Permenaker 1/2025 Pasal 48A.
OF_A_DISEASE = ("occupation", "service", "last_service", "exposure", "diagnosis")
_NOTHING = Q(**dict.fromkeys(OF_A_DISEASE, ""))
_ALL = ~Q(occupation="") & ~Q(service="") & ~Q(last_service="") & ~Q(exposure="") & ~Q(diagnosis="")


class ClaimCircumstance(models.Model):
    """What did it, at what time (null: not known); of a disease the work, how long, what it was exposed to, the diagnosis."""

    claim = models.OneToOneField("claims.Claim", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, db_constraint=False, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    source = models.CharField(max_length=200)
    at_time = models.TimeField(null=True, help_text="by the clock of the place; null: not known")
    disease = models.BooleanField(default=False)
    occupation = models.CharField(max_length=100, blank=True, default="")
    service = models.CharField(max_length=60, blank=True, default="", help_text="how long at work, in words")
    last_service = models.CharField(max_length=60, blank=True, default="", help_text="how long in the last work")
    exposure = models.CharField(max_length=200, blank=True, default="")
    diagnosis = models.CharField(max_length=200, blank=True, default="")
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "claim_circumstance"
        constraints = [
            models.CheckConstraint(name="circumstance_names_its_source", condition=~Q(source="") & ~Q(noted_by="")),
            models.CheckConstraint(
                name="disease_is_told_with_its_work", condition=(Q(disease=True) & _ALL) | (Q(disease=False) & _NOTHING)
            ),
        ]
