"""The secret that signs sessions: made at the first run, kept in the data folder."""

from __future__ import annotations

import os
import secrets

from payung.config.home import sub_folder


def secret_key() -> str:
    """PAYUNG_SECRET_KEY, or the key in the data folder; made once, readable by this user alone."""
    if given := os.environ.get("PAYUNG_SECRET_KEY"):
        return given
    path = sub_folder("keys") / "session-secret"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()
