"""A worker to seal something for, and keys of the test's own."""

import pytest
from django.utils import timezone

from payung.access.queries import seeing
from payung.people.actions.enter_account import enter_account
from payung.people.models import Person
from payung.units.region import Area
from tests.roles import TANJUNGSARI


@pytest.fixture
def eyes(db, settings, tmp_path):
    """A transaction that sees the whole country, and an empty folder of keys."""
    settings.KEY_FOLDER = tmp_path / "keys"
    with seeing(Area(""), by="test"):
        yield


@pytest.fixture
def worker(eyes):
    return lambda serial=1: Person.objects.create(
        nik=f"321499170580{serial:04d}", name="SITI", birth_on="1980-05-17", village=TANJUNGSARI
    )


@pytest.fixture
def account(worker):
    def enter(person=None, number="0123456789", holder="SITI SEGEL"):
        said = {"bank": "bjb", "number": number, "holder_name": holder, "by": "test", "at": timezone.now()}
        return enter_account(person=person or worker(), **said)

    return enter
