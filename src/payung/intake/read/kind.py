"""What a file really is, by its content and never by its name."""

from pathlib import Path

from payung.intake.read.unreadable import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
)
_HTML_STARTS = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<style", b"<div", b"<body")
_HEAD = 4096


def kind_of(path: Path) -> str:
    """'zip', 'ole', 'parquet' or 'text'; Unreadable file_empty or file_kind_unknown for anything else."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("file_empty")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(b"PAR1"):
        return "parquet"
    _refuse_other_kinds(head)
    return "text"


def _refuse_other_kinds(head: bytes) -> None:
    for magic, name in _OTHER_KINDS:
        if head.startswith(magic):
            raise Unreadable("file_kind_unknown", looks_like=name)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_HTML_STARTS) or (start.startswith(b"<?xml") and b"<html" in start):
        raise Unreadable("file_kind_unknown", looks_like="HTML")
    if start.startswith(b"<"):
        raise Unreadable("file_kind_unknown", looks_like="XML")
    control = sum(byte < 32 and byte not in b"\t\r\n\x0b\x0c\x00\x1a" for byte in head)
    if control > len(head) // 50 and not head.startswith(_BOMS):
        raise Unreadable("file_kind_unknown", looks_like="data biner / binary")
