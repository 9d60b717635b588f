"""Every change of a batch leaves a row of history."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_guarded"), ("access", "0003_roles_and_areas")]
    operations = [migrations.RunSQL("SELECT keep_history_at('batch', 'area')", "SELECT forget_history('batch')")]
