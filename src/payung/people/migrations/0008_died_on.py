"""The day on which a worker died, as it was told when the place ended: a claim of the heirs begins with it."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("people", "0007_health_checks_one_by_one")]
    operations = [
        migrations.AddField(
            "person",
            "died_on",
            models.DateField(null=True, help_text="as the village has told it; a claim of the heirs begins with it"),
        ),
        migrations.AddConstraint(
            "person", models.CheckConstraint(name="person_dies_after_birth", condition=Q(died_on__gte=F("birth_on")))
        ),
    ]
