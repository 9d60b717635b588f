"""The console over lists that have come in: the village of the launch, and a neighbour with more workers than places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from payung.access.actions.invite import invite_demo_users
from payung.access.models import User
from payung.cli.demo import EARLIER, EXAMPLE, JUDGED_ON, MAIN
from payung.funding.queries import line
from payung.intake.door import run
from payung.intake.receive import Sender, receive
from payung.programmes.models import Programme
from payung.units.region import Area
from tests.lists import workers, write_list
from tests.roles import NEIGHBOUR

WORKERS_OF_THE_NEIGHBOUR = 140


def _take_in(file: Path, programme: Programme, code: str) -> None:
    """Each list has a transaction of its own; inside a test's one, its temporary tables have to go by hand."""
    sender, at = Sender("operator", Area("")), timezone.now()
    run(
        receive(file, name=file.name, programme=programme, line=line(code), on=JUDGED_ON, at=at, sender=sender),
        sender=sender,
        at=at,
    )
    with connection.cursor() as db:
        db.execute("DROP TABLE staged, decided, price")


@pytest.fixture
def lists(purwakarta: Programme, tmp_path: Path) -> None:
    """The earlier participants, the village's own list, and 140 workers of its neighbour."""
    neighbour = write_list(tmp_path / "tetangga.csv", workers(1, WORKERS_OF_THE_NEIGHBOUR, NEIGHBOUR))
    _take_in(EXAMPLE / "peserta-lama-tanjungsari.csv", purwakarta, EARLIER)
    _take_in(EXAMPLE / "usulan-tanjungsari.xlsx", purwakarta, MAIN)
    _take_in(neighbour, purwakarta, MAIN)


@pytest.fixture
def signed_in(lists: None) -> Callable[[str], Client]:
    """A client signed in as one of the demo's users."""
    invite_demo_users()

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    """The officer of the regency."""
    return signed_in("demo-disnaker")


@pytest.fixture
def clerk(signed_in: Callable[[str], Client]) -> Client:
    """The clerk of Desa Tanjungsari."""
    return signed_in("demo-tanjungsari")
