"""Where this installation keeps its data: one folder, PAYUNG_DATA or `var/` of the checkout."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).parents[3]


def data_folder() -> Path:
    """The data folder, made if it is missing."""
    folder = Path(os.environ.get("PAYUNG_DATA") or CHECKOUT / "var").expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sub_folder(name: str) -> Path:
    """A folder inside the data folder, readable by this user alone."""
    folder = data_folder() / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
