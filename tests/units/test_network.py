"""Whom a header is believed of: the same networks for Django and for the web server."""

from __future__ import annotations

import pytest
from gunicorn.config import Config
from gunicorn.http.message import _ip_in_allow_list

from payung.cli.serve import believed_proxies
from payung.units.network import client_address, networks
from payung.units.refusal import Refused

OURS = ["127.0.0.1/32", "10.0.0.0/8"]


@pytest.mark.parametrize(("text", "found"), [
    ("", []), (" , ", []), ("10.0.0.5", ["10.0.0.5/32"]), ("10.0.0.5, 192.168.1.7/24", ["10.0.0.5/32", "192.168.1.0/24"]),
    ("::1,fd00::/8", ["::1/128", "fd00::/8"]),
])  # fmt: skip
def test_addresses_and_networks_are_understood(text: str, found: list[str]) -> None:
    assert networks(text) == found


@pytest.mark.parametrize("text", ["*", "proxy.local", "10.0.0.0/33", "10.0.0"])
def test_what_is_no_network_is_told_before_anything_starts(text: str) -> None:
    with pytest.raises(Refused, match="proxies_invalid"):
        networks(f"127.0.0.1,{text}")


@pytest.mark.parametrize(("peer", "forwarded", "found"), [
    ("203.0.113.7", "1.2.3.4", "203.0.113.7"), ("127.0.0.1", "1.2.3.4", "1.2.3.4"),
    ("127.0.0.1", "9.9.9.9, 1.2.3.4, 10.1.1.1", "1.2.3.4"), ("127.0.0.1", "", "127.0.0.1"), ("", "", "unknown"),
    ("127.0.0.1", "not-an-address", "unknown"),
])  # fmt: skip
def test_a_header_is_believed_for_as_long_as_trusted_proxies_wrote_it(peer: str, forwarded: str, found: str) -> None:
    assert client_address(peer, forwarded, OURS) == found


@pytest.mark.parametrize(("said", "peer", "believed"), [
    ("10.1.2.3/8, 127.0.0.1", "10.200.0.1", True), ("10.1.2.3/8, 127.0.0.1", "127.0.0.1", True),
    ("10.1.2.3/8", "127.0.0.1", False), ("", "127.0.0.1", True), ("", "10.200.0.1", False),
])  # fmt: skip
def test_the_web_server_takes_the_same_networks(
    monkeypatch: pytest.MonkeyPatch, said: str, peer: str, believed: bool
) -> None:
    monkeypatch.setenv("PAYUNG_PROXIES", said)
    config = Config()
    config.set("forwarded_allow_ips", believed_proxies())
    found = _ip_in_allow_list(peer, config.forwarded_allow_ips, config.forwarded_allow_networks())
    assert found is believed
