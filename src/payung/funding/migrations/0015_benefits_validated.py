"""The ways of transfers are looked at for every row, without keeping anybody from writing."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("funding", "0014_benefits")]
    operations = [ValidateConstraint("transfer", "transfer_goes_a_way_of_its_kind")]
