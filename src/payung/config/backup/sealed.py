"""The file of a backup: one line that says what it is and under which key, then everything sealed, megabyte by megabyte.

What is read has been proven piece by piece; that the file is whole is proven by its last piece, so read to the end before
trusting any of it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import tink

from payung.config.backup.key import BackupKey, backup_key
from payung.units.refusal import Refused

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_WHAT = b"payung-backup 1 "


class _Disk:
    """A file to write to that remembers why it could not: the sealing library tells no error number."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.full = file, False

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.full = error.errno in _FULL
            raise

    def writable(self) -> bool:
        return True

    @property
    def closed(self) -> bool:
        return self._file.closed

    def close(self) -> None:
        self._file.close()


@contextmanager
def sealing(file: Path) -> Iterator[BinaryIO]:
    """A stream whose content is sealed into a new file (0600), flushed to the disk at the end.

    Left by an error, the file is taken away. Raises Refused("disk_full"), and those of the key.
    """
    key = backup_key(make=True)
    head = _WHAT + key.name.encode() + b"\n"
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    disk = _Disk(os.fdopen(handle, "wb", buffering=0))
    try:
        disk.write(head)
        stream = key.seals.new_encrypting_stream(disk, head)
        yield stream
        stream.close()
        _flush(file)
    except BaseException as error:
        with suppress(Exception):
            stream.close()
        disk.close()
        file.unlink(missing_ok=True)
        if disk.full or (isinstance(error, OSError) and error.errno in _FULL):
            raise Refused("disk_full") from None
        raise


def _flush(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _our_key(head: bytes) -> BackupKey:
    if not head.startswith(_WHAT) or not head.endswith(b"\n"):
        raise Refused("backup_not_ours")
    key = backup_key(make=False)
    if head[len(_WHAT) : -1] != key.name.encode():
        raise Refused("backup_other_key", path=str(key.file))
    return key


@contextmanager
def opening(file: Path) -> Iterator[BinaryIO]:
    """A stream of what was sealed. Raises Refused: "file_missing", "backup_not_ours", "backup_other_key", "backup_damaged"."""
    if not file.is_file():
        raise Refused("file_missing", path=str(file))
    with file.open("rb") as opened:
        head = opened.readline(100)
        key = _our_key(head)
        try:
            yield key.seals.new_decrypting_stream(opened, head)
        except tink.TinkError:
            raise Refused("backup_damaged") from None
