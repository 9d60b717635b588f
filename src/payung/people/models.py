"""Workers, one row a person, known by the NIK; and where their benefits are paid to."""

from django.db import models

from payung.sealing.field import SealedText


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

    class Meta:
        db_table = "person"
        constraints = [
            models.UniqueConstraint(name="person_has_one_row_per_nik", fields=["nik"]),
            models.CheckConstraint(name="person_has_a_name", condition=~models.Q(name="")),
            models.CheckConstraint(name="person_sex_is_known", condition=models.Q(sex__in=["L", "P"])),
            models.CheckConstraint(name="person_income_is_not_negative", condition=models.Q(income_idr__gte=0)),
        ]
        indexes = [models.Index(name="person_by_village", fields=["village", "name", "id"])]

    def __str__(self) -> str:
        return f"worker {self.pk}"


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
