"""What was measured of a worker at a health event: one row a person, day and event, the results sealed."""

from django.db import models

from payung.sealing.field import SealedJson


class HealthResult(models.Model):
    """The results of one worker at one event. Who measured and when is plain, what was found is sealed to the row."""

    person = models.ForeignKey("people.Person", models.PROTECT, db_index=False)
    village = models.CharField(max_length=13, db_collation="C")
    measured_on = models.DateField()
    event = models.CharField(max_length=100)
    results = SealedJson(bound_to=("person_id", "measured_on", "event"))
    entered_by = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta:
        db_table = "health_result"
        constraints = [
            models.UniqueConstraint(
                name="health_result_is_one_per_person_day_and_event", fields=["person", "measured_on", "event"]
            ),
            models.CheckConstraint(name="health_result_names_its_event", condition=~models.Q(event="")),
        ]
