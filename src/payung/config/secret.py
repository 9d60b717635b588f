"""Secrets that are made at the first run and kept in the data folder, unless the environment gives them."""

from __future__ import annotations

import os
import secrets

from payung.config.home import sub_folder


def _kept(name: str) -> str:
    """The secret in a file of the keys' folder; made once, readable by this user alone."""
    path = sub_folder("keys") / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()


def secret_key() -> str:
    """What signs sessions: PAYUNG_SECRET_KEY, or the key in the data folder."""
    return os.environ.get("PAYUNG_SECRET_KEY") or _kept("session-secret")


def metrics_token() -> str:
    """What a monitor brings to read the figures: PAYUNG_METRICS_TOKEN, or the one in the data folder."""
    return os.environ.get("PAYUNG_METRICS_TOKEN") or _kept("metrics-token")
