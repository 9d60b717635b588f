"""Issue a token to a program that reads the API, and revoke it: some permissions, one area, until a day."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from payung.access.actions.make_invitation import hash_of
from payung.access.models import ServiceToken
from payung.units.refusal import Refused
from payung.units.region import is_region_code

# What a program may ever hold: it reads. Whatever writes, pays, reveals or decides wants a person.
FOR_PROGRAMS = ("see", "see-numbers")
LONGEST_DAYS = 366


def _check(name: str, permissions: list[str], area: str, days: int) -> None:
    beyond = [each for each in permissions if each not in FOR_PROGRAMS]
    if beyond or not permissions:
        raise Refused("token_may_not", given=", ".join(beyond) or "-", known=", ".join(FOR_PROGRAMS))
    if area and not is_region_code(area):
        raise Refused("region_unknown", given=area)
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused("token_days_invalid", days=days, most=LONGEST_DAYS)
    if not name.strip() or ServiceToken.objects.filter(name=name).exists():
        raise Refused("token_name_taken", name=name)


def issue_token(*, name: str, permissions: list[str], area: str, days: int, by: str, at: datetime) -> str:
    """Gives the token, which is nowhere else. Raises Refused for a taken name, a permission beyond reading, or too long."""
    _check(name, permissions, area, days)
    token = f"payung_{secrets.token_urlsafe(32)}"
    ServiceToken.objects.create(
        name=name, token_hash=hash_of(token), permissions=sorted(set(permissions)), area=area, made_by=by, made_at=at,
        expires_at=at + timedelta(days=days),
    )  # fmt: skip
    return token


def revoke_token(*, name: str, at: datetime) -> None:
    """From now on the token opens nothing. Raises Refused("token_unknown")."""
    if not ServiceToken.objects.filter(name=name, revoked_at=None).update(revoked_at=at):
        raise Refused("token_unknown", name=name)
