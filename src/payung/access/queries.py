"""What a role may do, and whose eyes the database sees with right now."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.db import connection, transaction

from payung.access.models import Invitation, ServiceToken, User
from payung.units.region import Area

OPERATOR = "operator"
# Whoever may approve, pay, change roles, run the system or move places must show a second step at sign-in.
SECOND_STEP = ("approve-claims", "pay", "decide-roles", "operate", "release-places")


@cache
def roles() -> dict[str, dict[str, object]]:
    """Every role with its title and its permissions, from `roles.toml`."""
    return tomllib.loads((Path(__file__).parent / "roles.toml").read_text("utf-8"))


def may(user: object, permission: str) -> bool:
    """Whether somebody is a user whose role holds a permission; a visitor holds none."""
    if not isinstance(user, User):
        return False
    held = roles().get(user.role, {}).get("may", [])
    return user.is_active and isinstance(held, list) and permission in held


def demo_users() -> list[User]:
    """The users that exist in demo mode only, by name."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("area", "username"))


def must_have_second_step(user: User) -> bool:
    """Whether a user holds a permission that wants a second step at sign-in, under whichever role."""
    return any(may(user, permission) for permission in SECOND_STEP)


def open_invitations(at: datetime) -> list[Invitation]:
    """The links that still open something, with their users, the next to expire first."""
    asked = Invitation.objects.select_related("user").filter(used_at=None, revoked_at=None, expires_at__gt=at)
    return list(asked.order_by("expires_at"))


def service_tokens() -> list[ServiceToken]:
    """Every token that was ever issued, by name; the tokens themselves are nowhere."""
    return list(ServiceToken.objects.order_by("name"))


def token_holder(token_hash: str, at: datetime) -> ServiceToken | None:
    """The token that is neither late nor revoked, and from now on known to have been used, to the minute."""
    kept = ServiceToken.objects.filter(token_hash=token_hash, revoked_at=None, expires_at__gt=at).first()
    if kept and (kept.last_used_at is None or at - kept.last_used_at > timedelta(minutes=1)):
        ServiceToken.objects.filter(pk=kept.pk).update(last_used_at=at)
    return kept


@contextmanager
def seeing(area: Area, *, by: str) -> Iterator[None]:
    """One transaction that sees and writes only what lies in the area, under somebody's name.

    Row-level security reads both settings; they end with the transaction, and without them there are no rows.
    """
    with transaction.atomic():
        with connection.cursor() as db:
            db.execute(
                "SELECT set_config('payung.area_from', %s, true), set_config('payung.area_until', %s, true),"
                " set_config('payung.by', %s, true)",
                [area.starts, area.ends, by],
            )
        yield
