"""Where a batch keeps what each step wrote down: one folder per fingerprint, every file whole or not there."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from payung.units.refusal import Refused

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def _refuse_when_full(error: OSError) -> None:
    if error.errno in FULL or "No space left" in str(error) or "File too large" in str(error):
        raise Refused("disk_full") from error


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one batch: `source`, then `rows.parquet` and `sheet.json`, then `checked.parquet`."""

    path: Path

    @property
    def source(self) -> Path:
        return self.path / "source"

    @property
    def rows(self) -> Path:
        return self.path / "rows.parquet"

    @property
    def sheet(self) -> Path:
        return self.path / "sheet.json"

    @property
    def checked(self) -> Path:
        return self.path / "checked.parquet"

    def write(self, target: Path, writer: Callable[[Path], object]) -> Path:
        """Writes a file beside its place and moves it there when it is whole. Raises Refused("disk_full")."""
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            writer(beside)
            os.replace(beside, target)
        except (OSError, pl.exceptions.ComputeError) as error:
            beside.unlink(missing_ok=True)
            _refuse_when_full(error if isinstance(error, OSError) else OSError(str(error)))
            raise
        return target

    def keep(self, source: Path) -> Path:
        """Keeps the file as it was sent."""
        return self.source if self.source.exists() else self.write(self.source, lambda to: shutil.copyfile(source, to))

    def discard(self) -> None:
        """Takes away all that was written down, as if the list had never come."""
        shutil.rmtree(self.path, ignore_errors=True)

    def write_frame(self, target: Path, frame: pl.DataFrame) -> Path:
        return self.write(target, lambda to: frame.write_parquet(to, compression="lz4"))

    def write_facts(self, target: Path, facts: dict[str, Any]) -> Path:
        return self.write(target, lambda to: to.write_text(json.dumps(facts), "utf-8"))
