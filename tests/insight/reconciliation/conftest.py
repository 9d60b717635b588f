"""A line of two months with six workers in two villages: what a test does to it is taken back."""

from __future__ import annotations

import pytest

from payung.funding.actions.receive import receive
from payung.funding.models import FundingLine
from tests.insight.reconciliation.deeds import ON
from tests.lists import PONDOKSALAM, line, workers
from tests.sending import office_for_a_module


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker, tmp_path_factory):
    """A line of two months with six workers in two villages, and money enough; once for the module."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as office:
        office.load(line("utama", 30))
        office.send(workers(1, 4) + workers(5, 6, PONDOKSALAM[5]))
        receive(line=FundingLine.objects.get(), amount_idr=1_000_000_000, on=ON, reason="dana", source="uji")
        yield office


@pytest.fixture
def world(office, db):
    """The line of the module; what a test does is taken back."""
    return FundingLine.objects.get()
