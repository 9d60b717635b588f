"""The files of a list have a retention of their own; from a day on they are gone, and the list says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_history")]
    operations = [
        migrations.AddField(
            "batch", "files_gone_on", models.DateField(help_text="the files were erased on this day", null=True)
        ),
        migrations.AddIndex(
            "batch",
            models.Index(
                name="batch_with_files", fields=["received_at"], condition=models.Q(files_gone_on__isnull=True)
            ),
        ),
    ]
