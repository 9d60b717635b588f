"""What lies inside the seal: a tar written and read in one go, figures first, then the dump in pieces, then files."""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from payung.config.backup.key import FILE, key_file
from payung.config.home import data_folder
from payung.units.refusal import Refused

FIGURES, DATABASE, FOLDERS = "figures.json", "database", ("batches", "papers", "keys")
Told = Callable[[str, int], None]


def _put(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, BytesIO(content))


def _worth_keeping() -> Iterator[tuple[str, Path]]:
    """Every file of the folders that must not be lost: not those half-written, and never a key of the backups themselves."""
    own = key_file().resolve()
    for folder in FOLDERS:
        for file in sorted((data_folder() / folder).rglob("*")):
            if file.is_file() and not file.name.startswith((".", FILE)) and file.resolve() != own:
                yield str(file.relative_to(data_folder())), file


def _put_file(tar: tarfile.TarFile, name: str, file: Path) -> None:
    """A file as it is; one that was taken away meanwhile is not missed."""
    try:
        opened = file.open("rb")
    except FileNotFoundError:
        return
    with opened:
        member = tarfile.TarInfo(name)
        known = os.fstat(opened.fileno())
        member.size, member.mode, member.mtime = known.st_size, known.st_mode & 0o777, int(known.st_mtime)
        tar.addfile(member, opened)


def write(stream: BinaryIO, figures: dict[str, Any], dump: Iterable[bytes], told: Told) -> None:
    """Everything of a backup into a stream; `told` hears how many bytes of what have gone by."""
    with tarfile.open(mode="w|", fileobj=stream, bufsize=1 << 20, format=tarfile.PAX_FORMAT) as tar:
        _put(tar, FIGURES, json.dumps(figures).encode())
        for number, piece in enumerate(dump):
            _put(tar, f"{DATABASE}/{number:08d}", piece)
            told("database", len(piece))
        for name, file in _worth_keeping():
            _put_file(tar, name, file)
            told("files", file.stat().st_size if file.exists() else 0)


def read(stream: BinaryIO) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of everything, in the order in which it was written, to the very end of the stream.

    Raises Refused("backup_damaged") for what is no backup's archive.
    """
    try:
        with tarfile.open(mode="r|", fileobj=stream, bufsize=1 << 20) as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None or not _harmless(member.name):
                    raise Refused("backup_damaged")
                yield member.name, content
        while stream.read(1 << 20):
            pass
    except (tarfile.TarError, EOFError):
        raise Refused("backup_damaged") from None


def _harmless(name: str) -> bool:
    """Names that stay inside: a backup is sealed by our own key, and believed no further than needed."""
    parts = Path(name).parts
    return ".." not in parts and not Path(name).is_absolute() and parts[0] in (FIGURES, DATABASE, *FOLDERS)
