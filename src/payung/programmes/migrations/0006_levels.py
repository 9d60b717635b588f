"""At which levels a line has quotas is asked at every placing: found without reading them all."""

from django.db import migrations, models
from django.db.models.functions import Length


class Migration(migrations.Migration):
    dependencies = [("programmes", "0005_waiting_rule")]
    operations = [
        # A few thousand rows a line: made in milliseconds.
        migrations.AddIndex("quota", models.Index("line", Length("region"), name="quota_by_level")),
    ]
