"""Make a user: with a link by which the password is set, or for the demo, with none at all."""

from __future__ import annotations

from datetime import datetime

from payung.access.actions.make_invitation import make_invitation
from payung.access.models import User
from payung.access.queries import roles
from payung.units.refusal import Refused
from payung.units.region import is_region_code


def _check(role: str, area: str) -> None:
    if role not in roles():
        raise Refused("role_unknown", role=role, known=", ".join(roles()))
    if area and not is_region_code(area):
        raise Refused("region_unknown", given=area)


def invite(*, username: str, full_name: str, role: str, area: str, by: str, at: datetime) -> str:
    """Makes a user and gives the token of the invitation. Raises Refused for an unknown role, area or a taken name."""
    _check(role, area)
    if User.objects.filter(username=username).exists():
        raise Refused("username_taken", username=username)
    user = User(username=username, full_name=full_name, role=role, area=area)
    user.set_unusable_password()
    user.save()
    return make_invitation(username=username, by=by, at=at)


DEMO_USERS = (
    ("demo-tanjungsari", "Operator Desa Tanjungsari", "village-clerk", "32.14.16.2005"),
    ("demo-disnaker", "Petugas Disnaker Purwakarta", "regency-officer", "32.14"),
    ("demo-inspektorat", "Inspektorat Purwakarta", "auditor", "32.14"),
)


def invite_demo_users() -> None:
    """The users of demo mode: no password opens them, only the demo's own button does. Repeating it changes nothing."""
    for username, full_name, role, area in DEMO_USERS:
        user = User(username=username, full_name=full_name, role=role, area=area, is_demo=True)
        user.set_unusable_password()
        if not User.objects.filter(username=username).exists():
            user.save()
