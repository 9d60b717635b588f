"""Background jobs of the door: preparing and landing an uploaded list. A killed worker's job is taken up again."""

from __future__ import annotations

import asyncio

from django.core.management import call_command
from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from payung.access.queries import seeing
from payung.intake import door
from payung.intake.models import Batch
from payung.intake.read import Unreadable
from payung.intake.receive import Sender
from payung.units.refusal import Refused
from payung.units.region import Area

_SILENT_SECONDS = 60


def _held(batch: int, sender: Sender) -> Batch:
    with seeing(sender.area, by=sender.name):
        return Batch.objects.select_related("line", "programme").get(pk=batch)


@app.task(name="prepare-list", queue="intake", lock="intake")
def prepare_list(batch: int, area: str, by: str) -> None:
    """Reads and checks a received list; a refusal is noted on the batch, for its page to show."""
    sender = Sender(by, Area(area))
    held = _held(batch, sender)
    with seeing(sender.area, by=by):
        try:
            door.prepare(held)
        except (Unreadable, Refused):
            return


@app.task(name="land-list", queue="intake", lock="intake")
def land_list(batch: int, area: str, by: str) -> None:
    """Takes a list through all steps that are left; a refusal is noted on the batch, for its page to show."""
    sender = Sender(by, Area(area))
    held = _held(batch, sender)
    try:
        door.run(held, sender=sender, at=timezone.now())
    except (Unreadable, Refused) as refusal:
        with seeing(sender.area, by=by):
            door.note_failure(held, refusal.code, refusal.facts)


async def _take_up_stalled(working: App) -> None:
    async with working.open_async():
        for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
            await working.job_manager.retry_job(job)


def work() -> None:
    """Runs jobs until it is stopped; what a killed worker left half done is put back in the queue first."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    asyncio.run(_take_up_stalled(app.with_connector(connector.get_worker_connector())))
    call_command("procrastinate", "worker", "--concurrency", "1", "--queues", "intake", verbosity=0)
