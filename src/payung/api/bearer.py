"""Who asks: a program with a token. The law is answered to everybody, people and their numbers to a token alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from payung.access.actions.make_invitation import hash_of
from payung.access.queries import seeing_by_token, token_holder
from payung.units.network import client_address

if TYPE_CHECKING:
    from payung.access.models import ServiceToken


class Service(HttpBearer):
    """A bearer token that is known, neither late nor revoked; 401 without one."""

    def authenticate(self, request: HttpRequest, token: str) -> ServiceToken | None:
        return token_holder(hash_of(token), timezone.now())


service = Service()


class NotAllowed(Exception):
    """The token is good, but this is none of its permissions: 403."""


@contextmanager
def as_service(request: Any, permission: str) -> Iterator[ServiceToken]:
    """One transaction with the eyes of the token: its area, and people only with `see`. Raises NotAllowed."""
    token: ServiceToken = request.auth
    if permission not in token.permissions:
        raise NotAllowed
    peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    with seeing_by_token(token, address=client_address(peer, forwarded, settings.PROXIES)):
        yield token
