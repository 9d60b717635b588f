"""Make a user: with a link by which the password is set, or for the demo, with none at all."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from payung.access.actions.ask_role import ask_role, check_role
from payung.access.actions.make_invitation import make_invitation
from payung.access.actions.seat import seat_administrator, seat_demo_user
from payung.access.models import User
from payung.access.queries import OPERATOR
from payung.units.refusal import Refused

_LONGEST_NAME = 100
# Read aloud over a telephone and typed on a phone: nothing that looks like something else, nothing to shift for.
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


@transaction.atomic
def invite(
    *, username: str, full_name: str, role: str, area: str, line: str = "", why: str, by: str, at: datetime
) -> str:
    """Makes a user, asks for the role, and gives the token of the invitation, which is nowhere else. Must run inside `seeing`.

    The role is held once another person has decided; the first two administrators hold theirs at once. Raises Refused for an
    unknown role or area, a name that is missing, cannot be typed or is taken, or no reason; then nobody is made.
    """
    check_role(role, area, line)
    if not (full_name := " ".join(full_name.split())[:_LONGEST_NAME]):
        raise Refused("full_name_missing")
    if not _USERNAME.fullmatch(username):
        raise Refused("username_invalid", username=username)
    if username == OPERATOR or User.objects.filter(username=username).exists():
        raise Refused("username_taken", username=username)
    user = User(username=username, full_name=full_name)
    user.set_unusable_password()
    user.save()
    if not (role == "administrator" and seat_administrator(username, area)):
        ask_role(username=username, role=role, area=area, line=line, why=why, by=by, at=at)
    return make_invitation(username=username, by=by, at=at)


DEMO_USERS = (
    ("demo-tanjungsari", "Operator Desa Tanjungsari", "village-clerk", "32.14.16.2005", ""),
    ("demo-disnaker", "Petugas Disnaker Purwakarta", "regency-officer", "32.14", ""),
    ("demo-inspektorat", "Inspektorat Purwakarta", "auditor", "32.14", ""),
    ("demo-bendahara", "Bendahara Purwakarta", "treasurer", "32.14", ""),
    ("demo-provinsi", "Perencana Provinsi Jawa Barat", "province-planner", "32", ""),
    ("demo-taekwang", "PT Taekwang Subang", "sponsor", "32.14", "csr-taekwang"),
    ("demo-kesehatan", "Petugas Kesehatan RS Siloam", "health-staff", "32.14", ""),
    ("demo-klaim", "Petugas Klaim BPJS Purwakarta", "claims-officer", "32.14", ""),
    ("demo-penyetuju", "Penyetuju Klaim BPJS Purwakarta", "claims-approver", "32.14", ""),
    ("demo-pengelola", "Pengelola Sistem Purwakarta", "administrator", "32.14", ""),
    ("demo-pengelola-2", "Pengelola Sistem Kedua", "administrator", "32.14", ""),
)


def invite_demo_user(*, username: str, full_name: str, role: str, area: str, line: str = "") -> User:
    """A user of demo mode with a role: no password opens it, only the demo's own button does. Repeating it changes nothing."""
    user = User.objects.filter(username=username).first() or User(username=username, full_name=full_name, is_demo=True)
    if user.pk is None:
        user.set_unusable_password()
        user.save()
    seat_demo_user(username, role=role, area=area, line=line)
    return user


def invite_demo_users() -> None:
    """The users of demo mode, one for each role that has pages of its own. Repeating it changes nothing."""
    for username, full_name, role, area, line in DEMO_USERS:
        invite_demo_user(username=username, full_name=full_name, role=role, area=area, line=line)
