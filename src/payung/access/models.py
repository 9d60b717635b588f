"""Who may enter; who holds which role where, and who asked for and decided it; the history of what was done and seen."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from payung.units.region import Area


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


class SignInWait(models.Model):
    """How often something was tried in vain, and until when it must wait: a name, an address, or a user's codes.

    The key is a SHA-256: a name typed in vain may well be a password.
    """

    about = models.CharField(max_length=10)
    key = models.CharField(max_length=64)
    wrong = models.IntegerField()
    last_at = models.DateTimeField(db_index=True)
    wait_until = models.DateTimeField()

    class Meta:
        db_table = "sign_in_wait"
        constraints = [
            models.UniqueConstraint(name="sign_in_wait_is_one_per_key", fields=["about", "key"]),
            models.CheckConstraint(name="sign_in_wait_counts_up", condition=models.Q(wrong__gte=0)),
        ]


class UsedCode(models.Model):
    """A code of an authenticator app that has opened once; the key is a SHA-256 of user and code."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "used_code"
        constraints = [models.UniqueConstraint(name="used_code_opens_once", fields=["key"])]


class Invitation(models.Model):
    """A link by which a user sets the first password, or a new one: valid for some days, once. Its token is nowhere."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "invitation"
        constraints = [
            models.UniqueConstraint(name="invitation_token_is_one", fields=["token_hash"]),
            models.UniqueConstraint(
                name="invitation_is_open_once_per_user",
                fields=["user"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_expires_after_it_was_made", condition=models.Q(expires_at__gt=models.F("made_at"))
            ),
            models.CheckConstraint(
                name="invitation_is_used_or_revoked",
                condition=models.Q(used_at__isnull=True) | models.Q(revoked_at__isnull=True),
            ),
        ]


class IdentityLink(models.Model):
    """Who a user is at the identity provider, as the invitation said: by the provider's own number, or by e-mail."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    subject = models.CharField(max_length=190, blank=True)
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        db_table = "identity_link"
        constraints = [
            models.UniqueConstraint(name="identity_link_is_one_per_user", fields=["user"]),
            models.UniqueConstraint(
                name="identity_link_subject_is_one", fields=["subject"], condition=~models.Q(subject="")
            ),
            models.UniqueConstraint(name="identity_link_email_is_one", fields=["email"], condition=~models.Q(email="")),
            models.CheckConstraint(
                name="identity_link_says_who", condition=~models.Q(subject="") | ~models.Q(email="")
            ),
        ]


class ServiceToken(models.Model):
    """A program that reads the API: some permissions in one area, until a day. Its token is nowhere, only its hash."""

    name = models.CharField(max_length=60)
    token_hash = models.CharField(max_length=64)
    permissions = ArrayField(models.CharField(max_length=30))
    area = models.CharField(max_length=13, db_collation="C", blank=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "service_token"
        constraints = [
            models.UniqueConstraint(name="service_token_name_is_one", fields=["name"]),
            models.UniqueConstraint(name="service_token_hash_is_one", fields=["token_hash"]),
            models.CheckConstraint(
                name="service_token_expires_after_it_was_made", condition=models.Q(expires_at__gt=models.F("made_at"))
            ),
            models.CheckConstraint(name="service_token_may_something", condition=models.Q(permissions__len__gte=1)),
        ]

    @property
    def sees(self) -> Area:
        return Area(self.area)
