"""Workers: one row a person, known by the NIK."""

from django.db import models


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
    erased_on = models.DateField(null=True, help_text="from this day on the row is a pseudonym")

    class Meta:
        db_table = "person"
        constraints = [
            models.UniqueConstraint(name="person_has_one_row_per_nik", fields=["nik"]),
            models.CheckConstraint(name="person_has_a_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="person_sex_is_known", condition=models.Q(sex__in=["L", "P"])),
            models.CheckConstraint(name="person_income_is_not_negative", condition=models.Q(income_idr__gte=0)),
        ]
        indexes = [
            models.Index(name="person_by_village", fields=["village", "name", "id"]),
            models.Index(name="person_not_erased", fields=["id"], condition=models.Q(erased_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"worker {self.pk}"
