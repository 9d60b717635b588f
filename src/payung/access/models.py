"""Who may enter; who holds which role where, and who asked for and decided it; the history of what was done and seen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

# Article 46 of UU 27/2022: in writing, within 3 x 24 hours.
NOTICE_WITHIN = timedelta(hours=72)


class Users(BaseUserManager["User"]):
    """Finds users by their name; making one is the action `invite`."""


class User(AbstractBaseUser):
    """One person who signs in. What this person may do and see is in the roles held; without a role that is nothing."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = Users()

    class Meta:
        db_table = "app_user"
        constraints = [
            models.CheckConstraint(
                name="demo_user_has_no_password",
                condition=~Q(is_demo=True) | Q(password__startswith="!"),  # nosec B106
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class RoleHeld(models.Model):
    """A role that a user holds in an area, or on a funding line. Written by the database alone, when a change was decided."""

    username = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    area = models.CharField(max_length=13, db_collation="C", blank=True, help_text="empty: the whole country")
    line = models.CharField(max_length=40, blank=True, help_text="code of the funding line, for sponsors")

    class Meta:
        db_table = "role_held"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="role_is_held_once", fields=["username", "role", "area", "line"]),
        ]


class RoleChange(models.Model):
    """A role to be given or taken: asked for by one person, decided by another one. The log of all of them."""

    username = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    area = models.CharField(max_length=13, db_collation="C", blank=True)
    line = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=4)
    why = models.CharField(max_length=300)
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=60, null=True)
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        db_table = "role_change"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="role_change_gives_or_takes", condition=Q(verb__in=["give", "take"])),
            models.CheckConstraint(name="role_change_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="role_change_is_decided_by_another", condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="role_change_is_not_decided_by_whom_it_concerns",
                condition=Q(decided_by=None) | ~Q(decided_by=F("username")),
            ),
            models.CheckConstraint(
                name="role_change_is_decided_whole",
                condition=Q(decided_by=None, decided_at=None, granted=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, granted__isnull=False),
            ),
            models.UniqueConstraint(
                name="role_change_waits_once", fields=["username", "role", "area", "line"], condition=Q(decided_by=None)
            ),
        ]


class History(models.Model):
    """What was written in a table, or read of it: when, who, as what, where, from where, why. Append-only.

    Inserts ("I") and readings ("R"): one row a statement and village, with the ids of all rows. Updates ("U") and deletes
    ("D"): one row a row, with what it was before. `what` says what was read: nik, health, bank, file, export.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    table_name = models.CharField(max_length=40)
    row_ids = ArrayField(models.BigIntegerField())
    verb = models.CharField(max_length=1)
    village = models.CharField(max_length=13, db_collation="C")
    before = models.JSONField(null=True)
    role = models.CharField(max_length=30)
    area = models.CharField(max_length=13)
    address = models.CharField(max_length=45)
    reason = models.TextField()
    what = models.CharField(max_length=40)

    class Meta:
        db_table = "history"
        managed = False


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
