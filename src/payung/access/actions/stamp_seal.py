"""Have somebody else say when a seal was there: a time stamp (RFC 3161) from a service that is configured."""

from __future__ import annotations

import hashlib
import urllib.request
from pathlib import Path
from urllib.error import URLError

from cryptography import x509
from django.db import connection
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from payung.access.actions.seal_history import Seal, seals

_SECONDS = 20.0
_LARGEST_ANSWER = 1_000_000


def roots(file: Path | None) -> list[x509.Certificate]:
    """The certificates that a stamp must lead to; none when no file is configured."""
    return x509.load_pem_x509_certificates(file.read_bytes()) if file else []


def check_stamp(seal: Seal, token: bytes, trusted: list[x509.Certificate]) -> bool:
    """Whether a stamp is one of this seal, by a service that the certificates vouch for."""
    verifier = VerifierBuilder(roots=trusted).build()
    try:
        return verifier.verify(decode_timestamp_response(token), hashlib.sha256(seal.digest).digest())
    except (VerificationError, ValueError):
        return False


def _fetch(seal: Seal, url: str) -> bytes:
    asked = TimestampRequestBuilder().data(seal.digest).hash_algorithm(HashAlgorithm.SHA256).build()
    request = urllib.request.Request(  # noqa: S310 - the address is set by whoever runs this installation
        url, asked.as_bytes(), {"Content-Type": "application/timestamp-query"}
    )
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310  # nosec B310
        return bytes(answer.read(_LARGEST_ANSWER))


def _without_stamp() -> list[Seal]:
    with connection.cursor() as db:
        db.execute("SELECT seal FROM audit_stamp")
        stamped = {number for (number,) in db.fetchall()}
    return [seal for seal in seals() if seal.number not in stamped]


def _stamp(seal: Seal, url: str, trusted: list[x509.Certificate]) -> None:
    token = _fetch(seal, url)
    if not check_stamp(seal, token, trusted):
        raise ValueError("the answer is no stamp of this seal, or not by a trusted service")
    with connection.cursor() as db:
        db.execute("INSERT INTO audit_stamp VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", [seal.number, url, token])


def stamp_seals(*, url: str, certificate: Path) -> tuple[int, str]:
    """Fetches the stamps that are missing, the oldest first. Gives how many came, and why no more did."""
    trusted, done = roots(certificate), 0
    for seal in _without_stamp():
        try:
            _stamp(seal, url, trusted)
        except (URLError, OSError, ValueError) as error:
            return done, str(error)
        done += 1
    return done, ""
