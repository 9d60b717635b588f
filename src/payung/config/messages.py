"""The gateway of messages as the environment names it."""

from __future__ import annotations

import os
from urllib.parse import urlsplit


def message_gateway() -> tuple[str, str]:
    """Address and token; both empty where no gateway is set. Raises ValueError for an address that is not http or https."""
    url = os.environ.get("PAYUNG_MESSAGES_URL", "").strip()
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
        raise ValueError("PAYUNG_MESSAGES_URL must begin with http:// or https:// and name a host")
    return url, os.environ.get("PAYUNG_MESSAGES_TOKEN", "") if url else ""
