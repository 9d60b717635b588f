"""Keep the key that hides the secrets of second steps: made once, in the data folder, never in the database."""

from __future__ import annotations

from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet

from payung.sealing.key_file import put_once

SECRET_FILE = "second-step-key"  # noqa: S105  # nosec B105


def second_step_box(folder: Path) -> MultiFernet:
    """What locks and opens the secrets of authenticator apps and recovery codes; the key is made at the first call.

    One key a line: the first locks, all of them open, so that a new key is a new first line. Several processes at
    once end with one key.
    """
    file = folder / SECRET_FILE
    put_once(file, Fernet.generate_key())
    return MultiFernet([Fernet(line) for line in file.read_bytes().split()])
