"""The same heir on many claims is found by the birth day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_tracked")]
    operations = [migrations.AddIndex("claimheir", models.Index(name="claim_heir_by_birth", fields=["birth_on"]))]
