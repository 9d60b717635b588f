"""Make the link by which a user sets a password: the first one, or a new one when the old is lost."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from payung.access.models import Invitation, User
from payung.units.refusal import Refused

VALID_FOR = timedelta(days=7)


def hash_of(token: str) -> str:
    """How a token is kept: 256 random bits need no slow hash."""
    return sha256(token.encode()).hexdigest()


def make_invitation(*, username: str, by: str, at: datetime) -> str:
    """Gives the token of a new link, which is nowhere else, and revokes the user's open one. Must run inside `seeing`.

    For a user with a role it opens nothing until another administrator has confirmed it, unless the operator made it.
    Raises Refused for an unknown user or one of demo mode.
    """
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        user = User.objects.select_for_update().filter(username=username, is_active=True).first()
        if user is None:
            raise Refused("user_unknown", username=username)
        if user.is_demo:
            raise Refused("demo_user_has_no_password")
        _open(user.pk).update(revoked_at=at)
        Invitation.objects.create(
            user=user, token_hash=hash_of(token), made_by=by, made_at=at, expires_at=at + VALID_FOR
        )
    return token


def revoke_invitation(*, username: str, at: datetime) -> bool:
    """Whether the user had an open link; from now on it opens nothing."""
    user = User.objects.filter(username=username).first()
    return user is not None and _open(user.pk).update(revoked_at=at) == 1


def _open(user: int) -> QuerySet[Invitation]:
    return Invitation.objects.filter(user_id=user, used_at=None, revoked_at=None)
