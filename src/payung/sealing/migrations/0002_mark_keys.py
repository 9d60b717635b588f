"""Keys of marks lie among the data keys, one a purpose: whatever wraps those anew wraps these too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sealing", "0001_first")]
    operations = [
        migrations.AddField(
            model_name="datakey",
            name="purpose",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="of a mark; empty for a row's", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="datakey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("purpose", ""), _negated=True),
                fields=("purpose",),
                name="mark_key_is_one_a_purpose",
            ),
        ),
    ]
