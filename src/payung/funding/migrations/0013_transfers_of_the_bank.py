"""What moved through the bank of a line is found by its day; the index is built beside whoever writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("funding", "0012_days_of_statements")]
    operations = [
        AddIndexConcurrently(
            "transfer",
            models.Index(
                fields=["line", "made_on"],
                condition=Q(from_account="bank") | Q(to_account="bank"),
                name="transfer_of_the_bank",
            ),
        ),
    ]
