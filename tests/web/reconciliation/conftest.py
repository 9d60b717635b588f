"""A line whose November is invoiced, once for a module, and those who reconcile it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from payung.access.queries import seeing
from payung.funding.actions.receive import receive
from payung.funding.models import FundingLine, Invoice
from payung.membership.actions.invoice_month import invoice_month
from payung.units.month import Month
from payung.units.region import Area
from tests.lists import line, workers
from tests.sending import Office, office_for_a_module
from tests.users import a_client
from tests.web.reconciliation.files_in import ON, PRICE


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[Office]:
    """Once for a module: a line with three workers, November invoiced under a payment code, the payer's money received."""
    with office_for_a_module(django_db_blocker, tmp_path_factory.mktemp("office")) as office:
        office.load(line("utama", 5))
        office.send(workers(1, 3))
        with seeing(Area(""), by="test"):
            utama = FundingLine.objects.get(code="utama")
            receive(line=utama, amount_idr=10 * PRICE, on=ON, reason="dana", source="uji")
            made = invoice_month(line=utama, month=Month(2025, 11), on=ON)
            Invoice.objects.filter(pk=made.pk).update(payment_code="PYG-7F3K2")
        yield office


@pytest.fixture
def officer(world: Office, db: None) -> Client:
    return a_client("officer", "regency-officer", "32.14")


@pytest.fixture
def treasurer(world: Office, db: None) -> Client:
    return a_client("treasurer", "treasurer", "32.14")
