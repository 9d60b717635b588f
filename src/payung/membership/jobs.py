"""Background job of the waiting lists: offers that nobody accepted in time pass on, once a night."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from payung.access.queries import OPERATOR, seeing
from payung.membership.actions.expire_offers import expire_offers
from payung.rules.law import law
from payung.units.region import Area


@app.periodic(cron="17 0 * * *")
@app.task(name="expire-offers", queue="intake", lock="intake")
def expire_daily(timestamp: int) -> None:
    """Closes overdue offers and offers their places to the next; a killed run is taken up again and finds what is left."""
    with seeing(Area(""), by=OPERATOR):
        expire_offers(law=law(), on=timezone.localdate())
