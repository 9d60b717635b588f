"""Background jobs of the door: preparing and landing an uploaded list. A killed worker's job is taken up again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from payung.access.queries import OPERATOR, seeing
from payung.intake import door
from payung.intake.models import Batch
from payung.intake.prepare import read_sheet
from payung.intake.read import Unreadable
from payung.intake.receive import Sender
from payung.intake.report import mended_workbook
from payung.intake.retention import erase_due
from payung.membership.actions.expire_offers import pass_places_on
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.region import Area

# A worker says that it lives every two seconds; one silent for ten is dead, and another look at its jobs comes in three.
# Should it live after all, its list is only landed once: the second run waits for the first and finds it landed.
QUEUES = ["intake", "audit", "messages"]
_HEARTBEAT_SECONDS, _SILENT_SECONDS, _LOOK_SECONDS = 2.0, 10.0, 3.0


def _held(batch: int, sender: Sender) -> Batch:
    with sender.seeing():
        return Batch.objects.select_related("line", "programme").get(pk=batch)


@contextmanager
def _never_silent(held: Batch, sender: Sender) -> Iterator[None]:
    """A bug stays a bug, but whoever waits for the list is told that it stopped."""
    try:
        yield
    except Exception:
        with sender.seeing():
            door.note_failure(held, "batch_stopped", {})
        raise


def _read_first(held: Batch, sender: Sender) -> None:
    """Reads in a transaction of its own, so that the page of the list sees that reading is done."""
    with sender.seeing(), suppress(Unreadable, Refused):
        read_sheet(held)
        Batch.objects.filter(pk=held.pk, stage="received").update(stage="read")


@app.task(name="prepare-list", queue="intake", lock="intake")
def prepare_list(batch: int, area: str, by: str, role: str = "", address: str = "") -> None:
    """Reads and checks a received list; a refusal is noted on the batch, for its page to show."""
    sender = Sender(by, Area(area), role, address)
    held = _held(batch, sender)
    with _never_silent(held, sender):
        _read_first(held, sender)
        with sender.seeing(), suppress(Unreadable, Refused):
            door.prepare(held)


@app.task(name="land-list", queue="intake", lock="intake")
def land_list(batch: int, area: str, by: str, role: str = "", address: str = "") -> None:
    """Takes a list through all steps that are left; a refusal is noted on the batch, for its page to show."""
    sender = Sender(by, Area(area), role, address)
    held = _held(batch, sender)
    with _never_silent(held, sender):
        try:
            door.run(held, sender=sender, at=timezone.now())
        except (Unreadable, Refused) as refusal:
            with sender.seeing():
                door.note_failure(held, refusal.code, refusal.facts)
            return
    _write_the_workbook(held, sender)


def _write_the_workbook(held: Batch, sender: Sender) -> None:
    """A long list takes a while to be given back: it lies ready before anybody asks for it, if there is room."""
    with sender.seeing(), suppress(Refused):
        mended_workbook(held)


@app.periodic(cron="37 2 * * *")
@app.task(name="erase-what-is-due", queue="intake", lock="intake")
def erase_daily(timestamp: int) -> None:
    """Erases what has outlived its retention, once a night; a killed run is taken up again and finds what is left."""
    erase_due(timezone.localdate())


@app.periodic(cron="17 0 * * *")
@app.task(name="expire-offers", queue="intake", lock="intake")
def expire_daily(timestamp: int) -> None:
    """Closes the offers that nobody accepted in time, once a night, and gives every free place to the first who waits for it."""
    with seeing(Area(""), by=OPERATOR):
        pass_places_on(law=law(), on=timezone.localdate())


async def _take_up_stalled(working: App) -> None:
    """Puts the jobs of dead workers back in the queue, now and again and again."""
    while True:
        for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=_SILENT_SECONDS):
            await working.job_manager.retry_job(job)
        await asyncio.sleep(_LOOK_SECONDS)


async def _work(working: App, *, wait: bool) -> None:
    async with working.open_async():
        taking_up = asyncio.create_task(_take_up_stalled(working))
        try:
            await working.run_worker_async(
                queues=QUEUES, concurrency=1, wait=wait, fetch_job_polling_interval=1.0,
                update_heartbeat_interval=_HEARTBEAT_SECONDS, stalled_worker_timeout=_SILENT_SECONDS,
            )  # fmt: skip
        finally:
            taking_up.cancel()


def work(*, wait: bool = True) -> None:
    """Runs jobs until it is stopped (or, without `wait`, until none is left), those of killed workers among them."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as working:
        asyncio.run(_work(working, wait=wait))
