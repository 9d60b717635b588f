"""By which rule a line gets the money of paid months back that ended: as money, or taken off its next invoice."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("funding", "0005_statements")]
    operations = [
        migrations.AddField(
            "fundingline",
            "unused",
            models.CharField(
                max_length=12,
                default="refund",
                db_default="refund",
                help_text="what becomes of months that were paid and ended",
            ),
        ),
        migrations.AddConstraint(
            "fundingline",
            models.CheckConstraint(
                name="funding_line_rule_for_unused_is_known", condition=Q(unused__in=["refund", "next-invoice"])
            ),
        ),
    ]
