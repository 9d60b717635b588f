"""Each worker agrees to health checks alone: such a consent is never one of a list."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q

NAME = "consent_to_health_checks_is_of_one_worker"


class Migration(migrations.Migration):
    dependencies = [("people", "0006_rights_hold")]
    operations = [
        AddConstraintNotValid(
            model_name="consent",
            constraint=models.CheckConstraint(name=NAME, condition=~Q(purpose="health-check") | Q(people__len=1)),
        ),
        ValidateConstraint(model_name="consent", name=NAME),
    ]
