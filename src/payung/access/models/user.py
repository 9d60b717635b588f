"""Who may enter, and who holds which role where; who asked for it and who decided."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import F, Q


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
            models.CheckConstraint(name="user_is_not_called_operator", condition=~Q(username="operator")),
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
