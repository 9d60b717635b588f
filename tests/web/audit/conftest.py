"""A worker with a short history, and the auditors who ask about it."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.access.actions.note_reading import note_reading
from payung.access.queries import seeing
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import TANJUNGSARI
from tests.users import a_client
from tests.web.audit.asking import CLERK, NIK


@pytest.fixture
def siti(db: None) -> Person:
    """A worker whose address was changed once, and whose NIK was looked at once, by the clerk of the village."""
    with seeing(Area(TANJUNGSARI), **CLERK):
        person = Person.objects.create(
            nik=NIK, name="SITI", birth_on="1980-05-17", village=TANJUNGSARI, address="Lama 1"
        )
    with seeing(Area(TANJUNGSARI), **CLERK):
        Person.objects.filter(pk=person.pk).update(address="Baru 2")
    with seeing(Area(TANJUNGSARI), **CLERK):
        note_reading(what="nik", table="person", ids=[person.pk], reason="diminta keluarga")
    return person


@pytest.fixture
def auditor(db: None) -> Client:
    """The inspectorate of the regency."""
    return a_client("ira", "auditor", "32.14")


@pytest.fixture
def elsewhere(db: None) -> Client:
    """The inspectorate of another regency; made before anybody acts, so that the log does not lay that on them."""
    return a_client("budi", "auditor", "33.01")
