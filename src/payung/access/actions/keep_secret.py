"""Keep the key that hides the secrets of second steps: made once, in the data folder, never in the database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet

SECRET_FILE = "second-step-key"  # noqa: S105  # nosec B105


def second_step_box(folder: Path) -> MultiFernet:
    """What locks and opens the secrets of authenticator apps and recovery codes; the key is made at the first call.

    One key a line: the first locks, all of them open, so that a new key is a new first line. Several processes at
    once end with one key.
    """
    file = folder / SECRET_FILE
    if not file.exists():
        _create_once(file, Fernet.generate_key())
    return MultiFernet([Fernet(line) for line in file.read_bytes().split()])


def _create_once(file: Path, content: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        os.link(draft, file)
    except FileExistsError:
        pass  # another process was first; its key counts
    finally:
        os.unlink(draft)
