"""The data keys: one a sealed row and one a kind of mark, each wrapped by a key that is not in the database."""

from django.db import models


class DataKey(models.Model):
    """The key of one row's sealed columns, or of all marks of a purpose, wrapped by the key `sealed_by` of the keyring; worth
    nothing without that."""

    wrapped = models.BinaryField()
    sealed_by = models.BigIntegerField()
    purpose = models.CharField(
        max_length=10, blank=True, default="", db_default="", help_text="of a mark; empty for a row's"
    )

    class Meta:
        db_table = "data_key"
        constraints = [
            models.CheckConstraint(name="data_key_is_sealed_by_a_key", condition=models.Q(sealed_by__gt=0)),
            models.UniqueConstraint(
                name="mark_key_is_one_a_purpose", fields=["purpose"], condition=~models.Q(purpose="")
            ),
        ]
