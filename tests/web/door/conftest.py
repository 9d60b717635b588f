"""Clients of the console signed in as somebody, over the model programme before any list has come."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.users import a_client


@pytest.fixture
def clerk(purwakarta: object) -> Client:
    """The clerk of Desa Tanjungsari."""
    return a_client("clerk", "village-clerk", "32.14.16.2005")


@pytest.fixture
def neighbour(purwakarta: object) -> Client:
    """The clerk of the village next to it."""
    return a_client("neighbour", "village-clerk", "32.14.16.2006")


@pytest.fixture
def officer(purwakarta: object) -> Client:
    """The officer of the regency."""
    return a_client("officer", "regency-officer", "32.14")


@pytest.fixture
def auditor(purwakarta: object) -> Client:
    """The inspectorate of the regency, who sees and changes nothing."""
    return a_client("auditor", "auditor", "32.14")
