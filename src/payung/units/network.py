"""Networks of trusted proxies, and the address of whoever asks behind them."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

from payung.units.refusal import Refused


def networks(text: str) -> list[str]:
    """The networks named in a text, separated by commas: "10.0.0.5, 192.168.1.7/24" gives 10.0.0.5/32 and 192.168.1.0/24.

    Raises Refused("proxies_invalid") for what is neither an address nor a network.
    """
    found = []
    for each in filter(None, (part.strip() for part in text.split(","))):
        try:
            # Not strict: a web server that is strict about the bits of the host would not start with what Django accepts.
            found.append(str(ip_network(each, strict=False)))
        except ValueError:
            raise Refused("proxies_invalid", given=each) from None
    return found


def _trusted(address: str, proxies: Sequence[str]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(each) for each in proxies)


def client_address(peer: str, forwarded: str, proxies: Sequence[str]) -> str:
    """Where a request comes from: the other end of the line (`peer`), or what trusted proxies say of it; else "unknown".

    X-Forwarded-For (`forwarded`) is read from the right, for as long as trusted proxies wrote it: anybody can send that header,
    only what a proxy of PAYUNG_PROXIES added to it is believed.
    """
    address, behind = peer, [each.strip() for each in forwarded.split(",")]
    while behind and _trusted(address, proxies):
        address = behind.pop() or address
    try:
        return ip_address(address).compressed
    except ValueError:
        return "unknown"
