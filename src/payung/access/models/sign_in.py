"""What signing in needs: invitations, links to an identity provider, waits after wrong tries, tokens of programs."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from payung.access.models.user import User
from payung.units.region import Area


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
    """A link by which a user sets the first password, or a new one: valid for some days, once. Its token is nowhere.

    For a user with a role it opens once another administrator has confirmed it (`invitation_waits`, docs/adr/0009).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=60, null=True)
    confirmed_at = models.DateTimeField(null=True)

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
            models.CheckConstraint(
                name="invitation_is_confirmed_by_another",
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("made_by")),
            ),
            models.CheckConstraint(
                name="invitation_is_confirmed_whole",
                condition=models.Q(confirmed_by=None, confirmed_at=None)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
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
