"""Who may enter, in which area and as what; and the history of what was written."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from payung.units.region import Area


class Users(BaseUserManager["User"]):
    """Finds users by their name; making one is the action `invite`."""


class User(AbstractBaseUser):
    """One person who signs in: a name, a role and the area that this person may see. No area given is no rows at all."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=100)
    role = models.CharField(max_length=30)
    area = models.CharField(max_length=13, db_collation="C", blank=True, help_text="empty: the whole country")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = Users()

    class Meta:
        db_table = "app_user"
        constraints = [
            models.CheckConstraint(
                name="demo_user_has_no_password", condition=~models.Q(is_demo=True) | models.Q(password__startswith="!")
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def sees(self) -> Area:
        return Area(self.area)


class History(models.Model):
    """What was written in a table with people: when, who, where. Append-only.

    Inserts: one row a statement and village, with the ids of all rows. Updates and deletes: one row a row, with what
    it was before.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    table_name = models.CharField(max_length=40)
    row_ids = ArrayField(models.BigIntegerField())
    verb = models.CharField(max_length=1)
    village = models.CharField(max_length=13, db_collation="C")
    before = models.JSONField(null=True)

    class Meta:
        db_table = "history"
        managed = False
