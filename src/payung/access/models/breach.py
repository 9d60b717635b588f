"""Breaches of personal data: whom to look for in the log, who was told, and the frozen list of people."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

# Article 46 of UU 27/2022: in writing, within 3 x 24 hours.
NOTICE_WITHIN = timedelta(hours=72)


class Breach(models.Model):
    """A breach of personal data: whom to look for in the log, what happened, and since when it is known.

    The clock of article 46 runs from `known_at`. A closed breach never changes, and its people are frozen.
    """

    area = models.CharField(max_length=13, db_collation="C", blank=True)
    username = models.CharField(max_length=60, blank=True, help_text="empty: whoever it was")
    address = models.CharField(max_length=45, blank=True, help_text="empty: from anywhere")
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    known_at = models.DateTimeField(help_text="when it became known: the clock runs from here")
    happened = models.CharField(max_length=1000)
    data = models.CharField(max_length=1000)
    handling = models.CharField(max_length=1000)
    opened_by = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=60, null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "breach"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="breach_says_what_to_look_for",
                condition=~Q(username="", address="", begins_at__isnull=True, ends_at__isnull=True),
            ),
            models.CheckConstraint(
                name="breach_window_ends_after_it_begins",
                condition=Q(begins_at=None) | Q(ends_at__gt=F("begins_at")) | Q(ends_at=None),
            ),
            models.CheckConstraint(
                name="breach_is_known_after_it_began", condition=Q(begins_at=None) | Q(known_at__gte=F("begins_at"))
            ),
            models.CheckConstraint(
                name="breach_says_what_happened_to_which_data",
                condition=~Q(happened="") & ~Q(data="") & ~Q(handling=""),
            ),
            models.CheckConstraint(
                name="breach_is_closed_whole",
                condition=Q(closed_by=None, closed_at=None) | Q(closed_by__isnull=False, closed_at__isnull=False),
            ),
        ]

    @property
    def due_at(self) -> datetime:
        """The moment until which the agency and the people must have been told: exactly 3 x 24 hours after it was known."""
        return self.known_at + NOTICE_WITHIN


class BreachNotice(models.Model):
    """Who was told of a breach, how and when: the agency, the people (of a village, or all), or the public."""

    breach = models.ForeignKey(Breach, models.PROTECT)
    area = models.CharField(max_length=13, db_collation="C", blank=True)
    told = models.CharField(max_length=10)
    village = models.CharField(max_length=13, db_collation="C", blank=True)
    how = models.CharField(max_length=300)
    told_at = models.DateTimeField()
    noted_by = models.CharField(max_length=60)

    class Meta:
        db_table = "breach_notice"
        ordering = ["told_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="breach_notice_is_to_agency_people_or_public", condition=Q(told__in=["agency", "people", "public"])
            ),
            models.CheckConstraint(name="breach_notice_says_how", condition=~Q(how="")),
        ]


class BreachPerson(models.Model):
    """One person of a closed breach, by number: frozen when it was closed."""

    breach = models.ForeignKey(Breach, models.PROTECT, db_index=False)
    person = models.BigIntegerField()
    village = models.CharField(max_length=13, db_collation="C")
    data = ArrayField(models.CharField(max_length=20), help_text="class of data and way: nik read, identity write")

    class Meta:
        db_table = "breach_person"
        constraints = [models.UniqueConstraint(name="breach_person_is_listed_once", fields=["breach", "person"])]
