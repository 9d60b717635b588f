"""The data keys: one a sealed row, each wrapped by a key that is not in the database."""

from django.db import models


class DataKey(models.Model):
    """The key of one row's sealed columns, wrapped by the key `sealed_by` of the keyring; worth nothing without that."""

    wrapped = models.BinaryField()
    sealed_by = models.BigIntegerField()

    class Meta:
        db_table = "data_key"
        constraints = [
            models.CheckConstraint(name="data_key_is_sealed_by_a_key", condition=models.Q(sealed_by__gt=0)),
        ]
