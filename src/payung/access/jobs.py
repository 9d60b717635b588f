"""Background jobs of the log: the daily seal, the verification after it, and the time stamps that are missing."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from payung.access.actions.keep_seal_key import seal_key
from payung.access.actions.note_check import note_check
from payung.access.actions.seal_history import Seal, last_seal, seal_history, seals
from payung.access.actions.stamp_seal import roots, stamp_seals
from payung.access.actions.verify_history import Verified, verify_history
from payung.access.queries import checks

_LOG = logging.getLogger(__name__)
# Everything once a week; on the other days what came since the seal before the last, which stays little as the log grows.
WHOLE_EVERY = timedelta(days=7)


def fetch_stamps() -> tuple[int, str]:
    """Stamps for the seals that have none, from the service that is set. Gives how many came, and why no more did."""
    if not settings.TSA_URL:
        return 0, ""
    return stamp_seals(url=settings.TSA_URL, certificate=Path(settings.TSA_CERTIFICATE))


def seal_now() -> Seal:
    """A seal on the log as it is now, with the key and in the folder of this installation."""
    return seal_history(folder=settings.SEAL_FOLDER, key=seal_key(settings.KEY_FOLDER), at=timezone.localtime())


def verify_now(*, since: date | None = None, public: Ed25519PublicKey | None = None) -> Verified:
    """The log of this installation verified, with its own key or with a public key from elsewhere; the result is kept."""
    key = public or seal_key(settings.KEY_FOLDER).public_key()
    trusted = roots(Path(settings.TSA_CERTIFICATE) if settings.TSA_CERTIFICATE else None)
    found = verify_history(folder=settings.SEAL_FOLDER, key=key, trusted=trusted, since=since)
    note_check(found, at=timezone.now())
    return found


def _verify_daily() -> None:
    """Verifies unless that was done today: everything when a week has passed since, else what is new."""
    known, now = checks(), timezone.now()
    due = known.whole is None or now - known.whole.checked_at >= WHOLE_EVERY
    if not due and known.last and timezone.localdate(known.last.checked_at) == timezone.localdate(now):
        return
    found = verify_now(since=None if due else [seal.day for seal in seals()][-2:][0])
    if not found.well:
        _LOG.error("the log does not fit: %s", ", ".join(fault.code for fault in found.faults))


# Every hour, for a machine that is switched off at midnight: the first run of a day seals and verifies.
@app.periodic(cron="7 * * * *")
@app.task(name="seal-history", queue="audit", lock="audit")
def seal_daily(timestamp: int) -> None:
    """Seals and verifies once a day, and fetches stamps that did not come before."""
    last = last_seal()
    if last is None or last.day < timezone.localdate():
        seal_now()
    _verify_daily()
    done, why = fetch_stamps()
    if why:
        _LOG.warning("time stamps: %s came, then: %s", done, why)
