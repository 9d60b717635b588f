"""Real users for tests: invited, seated by two administrators of the demo, and with the password that they chose."""

from __future__ import annotations

from django.utils import timezone

from payung.access.actions.accept_invitation import accept_invitation
from payung.access.actions.decide_role import decide_role
from payung.access.actions.invite import invite, invite_demo_user
from payung.access.models import RoleChange, User
from payung.access.queries import OPERATOR, seeing
from payung.units.region import Area

PASSWORD = "payung-teduh-sawah-sore"


def invited(username: str, role: str = "village-clerk", area: str = "32.14.16.2005", full_name: str = "Sari") -> str:
    """The token of the invitation of a new user, whose role has been decided already."""
    at = timezone.now()
    for name in ("kepala-1", "kepala-2"):
        invite_demo_user(username=name, full_name=name, role="administrator", area="32.14")
    with seeing(Area(""), by=OPERATOR):
        token = invite(username=username, full_name=full_name, role=role, area=area, why="baru", by=OPERATOR, at=at)
    with seeing(Area("32.14"), by="kepala-2"):
        # None for one of the first two administrators, who hold their role at once.
        for change in RoleChange.objects.filter(username=username, decided_by=None):
            decide_role(change=change.pk, granted=True, by="kepala-2", at=at)
    return token


def a_real_user(
    username: str, role: str = "village-clerk", area: str = "32.14.16.2005", full_name: str = "Sari"
) -> User:
    """A user who has opened the invitation and set PASSWORD."""
    return accept_invitation(token=invited(username, role, area, full_name), password=PASSWORD, at=timezone.now())
