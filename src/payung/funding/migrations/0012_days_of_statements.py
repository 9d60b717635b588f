"""From which day to which a statement reaches, so that it can be set beside the book of that day and the statement before it."""

from django.db import migrations, models

# Of statements from before, as far as their lines tell; one whose lines all stood there already stays without.
KNOWN = """
UPDATE bank_statement s SET first_on = found.first_on, last_on = found.last_on
FROM (SELECT statement_id, min(booked_on) AS first_on, max(booked_on) AS last_on FROM statement_line GROUP BY 1) AS found
WHERE s.id = found.statement_id;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0011_overpaid_to_bpjs")]
    operations = [
        migrations.AddField(
            "bankstatement",
            "first_on",
            models.DateField(null=True, help_text="day of its first line"),
        ),
        migrations.AddField("bankstatement", "last_on", models.DateField(null=True, help_text="day of its last line")),
        migrations.RunSQL(KNOWN, ""),
    ]
