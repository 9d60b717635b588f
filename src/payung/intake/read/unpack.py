"""Looks into a workbook before it is opened: what it is, whether it is locked, and how far it would swell."""

import zipfile
import zlib
from pathlib import Path

from payung.intake.read.extent import check_extent
from payung.intake.read.sheet import MEGABYTE, Limits
from payung.intake.read.unreadable import Unreadable

# All that the zip and deflate readers raise about a broken archive.
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_ENCRYPTED = 0x1  # flag bit of a zip member
_SMALL = 1024 * 1024


def check_zip(path: Path, limits: Limits) -> str:
    """'xlsx' or 'ods'; Unreadable when the archive is damaged, locked, swells too far, or is something else."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_lock(archive)
            kind = _kind(archive)
            _check_swelling(archive, limits)
            check_extent(archive, kind, limits)
    except _BROKEN:
        raise Unreadable("file_damaged", kind="xlsx") from None
    return kind


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise Unreadable("file_kind_unknown", looks_like="xlsb")
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    mime = _small(archive, "mimetype")
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    word = any(name.startswith("word/") for name in names) or b"opendocument.text" in mime
    slides = any(name.startswith("ppt/") for name in names) or b"opendocument.presentation" in mime
    looks_like = "Word" if word else "PowerPoint" if slides else "ZIP"
    raise Unreadable("file_kind_unknown", looks_like=looks_like)


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    """The content of a small member, b"" when there is none."""
    if name not in archive.namelist() or archive.getinfo(name).file_size > _SMALL:
        return b""
    return archive.read(name)


def _check_lock(archive: zipfile.ZipFile) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in archive.infolist()) or b"encryption-data" in _small(
        archive, "META-INF/manifest.xml"
    ):
        raise Unreadable("file_password_protected")


def _check_swelling(archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    largest = max(member.file_size for member in members)
    ratio_counts = total > limits.ratio_counts_from_bytes
    if (
        total > limits.unpacked_bytes
        or largest > limits.unpacked_member_bytes
        or (ratio_counts and total > packed * limits.unpacked_ratio)
    ):
        raise Unreadable("zip_bomb", megabytes=-(-total // MEGABYTE))


def check_ole(path: Path) -> str:
    """'xls'; Unreadable when the old container holds a locked xlsx, a Word document or something else."""
    content = path.read_bytes()
    if _named("EncryptedPackage") in content:
        raise Unreadable("file_password_protected")
    if _named("Workbook") in content or _named("Book") in content:
        return "xls"
    raise Unreadable("file_kind_unknown", looks_like="Word" if _named("WordDocument") in content else "OLE")


def _named(stream: str) -> bytes:
    return stream.encode("utf-16-le")
