"""The identity provider of a government, as the environment names it; without PAYUNG_OIDC_URL there is none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "pemerintah"


def oidc_origin() -> list[str]:
    """The origin of the provider, for the browser's rules; none without one."""
    parts = urlsplit(os.environ.get("PAYUNG_OIDC_URL", ""))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def _secret() -> str:
    """The client's secret, out of the file that PAYUNG_OIDC_SECRET_FILE names: never out of the environment itself."""
    file = os.environ.get("PAYUNG_OIDC_SECRET_FILE", "")
    return Path(file).read_text("utf-8").strip() if file else ""


def oidc_provider() -> dict[str, Any]:
    """allauth's setting for one provider: its address, our client id and secret, and the name on the button."""
    url = os.environ.get("PAYUNG_OIDC_URL", "")
    if not url:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": os.environ.get("PAYUNG_OIDC_NAME", "Akun pemerintah"),
        "client_id": os.environ.get("PAYUNG_OIDC_CLIENT_ID", ""),
        "secret": _secret(),
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
