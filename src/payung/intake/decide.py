"""What a person decides about a received list: have it prepared, land it, or withdraw it. Saying it twice changes nothing."""

from __future__ import annotations

from django.db import transaction

from payung.intake.jobs import land_list, prepare_list
from payung.intake.models import Batch
from payung.intake.receive import Sender, folder_of

WITHDRAWABLE = ("received", "read", "checked", "failed")


def _held(batch: Batch) -> Batch:
    return Batch.objects.select_for_update().get(pk=batch.pk)


def _told(batch: Batch, sender: Sender) -> dict[str, str]:
    """What a job must know to act in the sender's name: area, name, role and address."""
    return {"area": batch.area, "by": sender.name, "role": sender.role, "address": sender.address}


@transaction.atomic
def ask_to_prepare(batch: Batch, *, sender: Sender) -> None:
    """Leaves the reading and checking of a list to the worker; the job is there if and only if the transaction commits."""
    prepare_list.defer(batch=batch.pk, **_told(batch, sender))


@transaction.atomic
def ask_to_land(batch: Batch, *, sender: Sender) -> bool:
    """Leaves landing to the worker and gives whether that is new. Only a checked list, or one that failed to land, lands.

    One that failed before it was checked is only prepared again: nobody has seen yet what would land.
    """
    held = _held(batch)
    if held.stage not in ("checked", "failed"):
        return False
    was_seen = held.stage == "checked" or folder_of(held).checked.exists()
    held.stage, held.failure = "landing" if was_seen else "received", None
    held.save(update_fields=["stage", "failure"])
    job = land_list if was_seen else prepare_list
    job.defer(batch=held.pk, **_told(held, sender))
    return True


@transaction.atomic
def withdraw(batch: Batch) -> bool:
    """Sets a list aside before it lands and gives whether it is withdrawn; what has landed is never undone this way."""
    held = _held(batch)
    if held.stage in WITHDRAWABLE:
        held.stage = "withdrawn"
        held.save(update_fields=["stage"])
    return held.stage == "withdrawn"
