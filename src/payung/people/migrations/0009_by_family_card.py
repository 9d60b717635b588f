"""Workers of one family card are found by its number; the index is built beside whoever writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("people", "0008_died_on")]
    operations = [
        AddIndexConcurrently(
            "person", models.Index(name="person_by_family_card", fields=["kk"], condition=Q(kk__isnull=False))
        ),
    ]
