"""The gateway of messages as the environment names it."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from payung.units.refusal import Refused


def message_gateway() -> tuple[str, str]:
    """Address and token; both empty where no gateway is set. Raises Refused("messages_address_invalid") for an address that is
    not one of http or https."""
    url = os.environ.get("PAYUNG_MESSAGES_URL", "").strip()
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
        raise Refused("messages_address_invalid")
    return url, os.environ.get("PAYUNG_MESSAGES_TOKEN", "") if url else ""
