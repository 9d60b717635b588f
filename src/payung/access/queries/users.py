"""Users with their roles, role changes that wait, invitations and tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet

from payung.access.models import Invitation, RoleChange, RoleHeld, ServiceToken, User
from payung.access.queries.acting import (
    Acting,
    roles,
    statement,
)
from payung.regions.queries import called
from payung.units.region import Area

# Whether a link opens nothing until another administrator has confirmed it.
WAITS = Func(F("pk"), function="invitation_waits", output_field=BooleanField())


def demo_users() -> list[User]:
    """The users that exist in demo mode only, in the order in which they were made."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("id"))


@dataclass(frozen=True, slots=True)
class RoleOf:
    """A role held, with its user and the region it is held in: one row a user and role."""

    username: str
    full_name: str
    is_active: bool
    last_login: datetime | None
    held: int
    role: str
    area: str
    kind: str | None
    region: str | None
    line: str

    @property
    def title(self) -> str:
        return str(roles().get(self.role, {}).get("title", self.role))

    @property
    def place(self) -> str:
        return called(self.kind, self.region) if self.kind and self.region else self.area


def users_with_roles(*, name: str = "", after: str = "", users: int = 50) -> tuple[list[RoleOf], str]:
    """One page of users by name with the roles they hold in the area that is seen, and the name to go on from, if any.

    `name` is the beginning of a user name.
    """
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = f"{escaped}%" if name else ""
    with connection.cursor() as db:
        db.execute(statement("users_with_roles"), {"after": after, "name": pattern, "limit": users + 1})
        rows = [RoleOf(*row) for row in db.fetchall()]
    names = list(dict.fromkeys(row.username for row in rows))
    shown = [row for row in rows if row.username in names[:users]]
    return shown, names[users - 1] if len(names) > users else ""


def waiting_changes() -> list[RoleChange]:
    """The role changes of the area that wait for a decision, the oldest first; the first two hundred."""
    return list(RoleChange.objects.filter(decided_by=None).order_by("id")[:200])


def open_invitations(at: datetime) -> list[tuple[Invitation, bool]]:
    """The links of the area seen that are open, each with whether it waits to be confirmed; the next to expire first."""
    asked = (
        Invitation.objects.select_related("user")
        .annotate(waits=WAITS)
        .filter(used_at=None, revoked_at=None, expires_at__gt=at)
    )
    return [(each, each.waits) for each in asked.filter(user__username__in=_in_sight()).order_by("expires_at")]


def _in_sight() -> QuerySet[Any, Any]:
    """The names of users who hold, or are to hold, a role in the area that is seen."""
    return RoleHeld.objects.values("username").union(RoleChange.objects.values("username"))


def may_look_after(username: str, acting: Acting) -> bool:
    """Whether a user belongs to the area acted in alone: nobody throws out, or lets in, whoever stands above."""
    with connection.cursor() as db:
        db.execute("SELECT holds_outside(%s, %s)", [username, acting.area])
        outside = db.fetchone()[0]
    return not outside and any(each["username"] == username for each in _in_sight())


def service_tokens() -> list[ServiceToken]:
    """Every token that was ever issued, by name; the tokens themselves are nowhere."""
    return list(ServiceToken.objects.order_by("name"))


def tokens_in(area: Area) -> list[ServiceToken]:
    """The tokens that read anything of an area: its own, those below it, and those of a wider place; by name."""
    above = [area.code[:end] for end in (0, 2, 5, 8) if end < len(area.code)]
    return [each for each in service_tokens() if each.area in area or each.area == area.code or each.area in above]


def token_holder(token_hash: str, at: datetime) -> ServiceToken | None:
    """The token that is neither late nor revoked, and from now on known to have been used, to the hour."""
    kept = ServiceToken.objects.filter(token_hash=token_hash, revoked_at=None, expires_at__gt=at).first()
    if kept and (kept.last_used_at is None or at - kept.last_used_at > timedelta(hours=1)):
        ServiceToken.objects.filter(pk=kept.pk).update(last_used_at=at)
    return kept
