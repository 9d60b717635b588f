"""Background jobs of the log: the daily seal, and the time stamps that are missing."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from payung.access.actions.keep_seal_key import seal_key
from payung.access.actions.seal_history import Seal, last_seal, seal_history
from payung.access.actions.stamp_seal import stamp_seals

_LOG = logging.getLogger(__name__)


def fetch_stamps() -> tuple[int, str]:
    """Stamps for the seals that have none, from the service that is set. Gives how many came, and why no more did."""
    if not settings.TSA_URL:
        return 0, ""
    return stamp_seals(url=settings.TSA_URL, certificate=Path(settings.TSA_CERTIFICATE))


def seal_now() -> Seal:
    """A seal on the log as it is now, with the key and in the folder of this installation."""
    return seal_history(folder=settings.SEAL_FOLDER, key=seal_key(settings.KEY_FOLDER), at=timezone.localtime())


# Every hour, for a machine that is switched off at midnight: the first run of a day seals.
@app.periodic(cron="7 * * * *")
@app.task(name="seal-history", queue="audit", lock="audit")
def seal_daily(timestamp: int) -> None:
    """Seals once a day, and fetches stamps that did not come before."""
    last = last_seal()
    if last is None or last.day < timezone.localdate():
        seal_now()
    done, why = fetch_stamps()
    if why:
        _LOG.warning("time stamps: %s came, then: %s", done, why)
