"""Where a request comes from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from payung.units.network import client_address


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks: the other end of the connection, or what a proxy of PAYUNG_PROXIES says of it."""
    peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    return client_address(peer, forwarded, settings.PROXIES)
