"""Background jobs of claims: messages to families, handed over to the gateway when there is one, and marks of accounts."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from payung.access.queries import OPERATOR, seeing
from payung.claims.actions.mark_accounts import mark_all
from payung.claims.actions.send_messages import Gateway, Round, send_messages
from payung.units.region import Area

_LOG = logging.getLogger(__name__)


def send_now() -> Round:
    """One round with the gateway of this installation; nothing where none is set."""
    if not settings.MESSAGES_URL:
        return Round()
    return send_messages(gateway=Gateway(settings.MESSAGES_URL, settings.MESSAGES_TOKEN), clock=timezone.now)


@app.periodic(cron="*/2 * * * *")
@app.task(name="send-messages", queue="messages", lock="messages")
def send_every_other_minute(timestamp: int) -> None:
    """Hands over what waits; what the gateway did not take is tried again later."""
    done = send_now()
    if done.again or done.given_up:
        _LOG.warning(
            "messages: %s handed over, %s to be tried again, %s given up", done.handed_over, done.again, done.given_up
        )


def mark_now() -> int:
    """Marks the accounts of the whole country that were entered before there were marks; gives how many."""
    with seeing(Area(""), by=OPERATOR):
        return mark_all()


@app.periodic(cron="47 2 * * *")
@app.task(name="mark-accounts", queue="messages", lock="mark-accounts")
def mark_nightly(timestamp: int) -> None:
    """Accounts that an older version took in get their marks, once a night; afterwards there is nothing to do."""
    mark_now()
