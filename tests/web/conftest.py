"""The console over lists that have come in: the village of the launch, and a neighbour with more workers than places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from payung.access.actions.invite import invite_demo_users
from payung.access.models import User
from payung.access.queries import seeing
from payung.cli.demo import EARLIER, EXAMPLE, JUDGED_ON, MAIN
from payung.funding.queries import line
from payung.intake.door import run
from payung.intake.receive import Sender, receive
from payung.programmes.actions.load.write import load_programme
from payung.programmes.models import Programme
from payung.rules.law import law
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


@contextmanager
def _taken_back() -> Iterator[None]:
    """A transaction of which nothing stays; a test inside it is a savepoint that is taken back before the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Once for a module: the earlier participants, the village's own list, 140 workers of its neighbour, the demo's users."""
    neighbour = tmp_path_factory.mktemp("lists") / "tetangga.csv"
    write_list(neighbour, workers(1, WORKERS_OF_THE_NEIGHBOUR, NEIGHBOUR))
    with django_db_blocker.unblock(), _taken_back(), seeing(Area(""), by="test"):
        programme = load_programme(EXAMPLE / "programme.toml", law=law()).programme
        assert programme is not None
        _take_in(EXAMPLE / "peserta-lama-tanjungsari.csv", programme, EARLIER)
        _take_in(EXAMPLE / "usulan-tanjungsari.xlsx", programme, MAIN)
        _take_in(neighbour, programme, MAIN)
        invite_demo_users()
        yield


@pytest.fixture
def lists(filled: None, db: None) -> None:
    """The lists of the module, as they came in; what a test does to them is taken back."""


@pytest.fixture
def signed_in(lists: None) -> Callable[[str], Client]:
    """A client signed in as one of the demo's users."""

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
