"""Where a request comes from: the other end of the connection, or what a trusted proxy says of it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def _trusted(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(each, strict=False) for each in settings.PROXIES)


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks. X-Forwarded-For is read from the right, for as long as trusted proxies wrote it.

    Anybody can send that header; only what a proxy of PAYUNG_PROXIES added to it is believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    behind = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    while behind and _trusted(address):
        address = behind.pop() or address
    try:
        return ip_address(address).compressed
    except ValueError:
        return "unknown"
