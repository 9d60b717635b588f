"""The list of complaints is read in its order: open ones and answered ones apart, with all that a page is chosen by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_guarded")]
    operations = [
        migrations.RemoveIndex("complaint", "complaint_by_day"),
        migrations.AddIndex(
            "complaint",
            models.Index(
                condition=models.Q(("state__in", ("received", "taken"))),
                fields=["due_on", "id"],
                include=["village", "state", "about", "owner"],
                name="complaint_open_by_day",
            ),
        ),
        migrations.AddIndex(
            "complaint",
            models.Index(
                condition=models.Q(("state", "answered")),
                fields=["due_on", "id"],
                include=["village", "about"],
                name="complaint_answered_by_day",
            ),
        ),
        migrations.AddIndex(
            "complaint",
            models.Index(
                condition=models.Q(("state", "answered")), fields=["village"], name="complaint_answered_by_village"
            ),
        ),
    ]
