"""The background job of claims: messages to families, handed over to the gateway when there is one."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from payung.claims.actions.send_messages import Gateway, Round, send_messages

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
