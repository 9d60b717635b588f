"""On which count of workers a sharing rests, and whom a base "up to a number" counts as covered in each village."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0006_levels")]
    operations = [
        migrations.AddField(
            "sharing",
            "counted_on",
            models.DateField(help_text="the day of the workforce count that it rests on", null=True),
        ),
        migrations.AddField(
            "quota",
            "counted",
            models.PositiveIntegerField(help_text="covered workers in the workforce count", null=True),
        ),
        migrations.AddField(
            "quota",
            "counted_here",
            models.PositiveIntegerField(help_text="of these, whom lines of the program cover", null=True),
        ),
        migrations.AddField(
            "quota",
            "others",
            models.PositiveIntegerField(help_text="places that other lines hold or keep", null=True),
        ),
        migrations.AddConstraint(
            "quota",
            models.CheckConstraint(
                condition=models.Q(("counted__isnull", True), ("counted_here__isnull", True), ("others__isnull", True))
                | models.Q(("counted__isnull", False), ("counted_here__isnull", False), ("others__isnull", False)),
                name="quota_tells_whom_it_counts_whole_or_not_at_all",
            ),
        ),
    ]
