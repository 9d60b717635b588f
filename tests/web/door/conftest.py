"""Clients of the console signed in as somebody, over the model programme before any list has come."""

from __future__ import annotations

import pytest
from django.test import Client

from payung.access.models import User


def _signed_in(role: str, area: str, name: str) -> Client:
    user = User(username=name, full_name=name, role=role, area=area)
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(purwakarta: object) -> Client:
    """The clerk of Desa Tanjungsari."""
    return _signed_in("village-clerk", "32.14.16.2005", "clerk")


@pytest.fixture
def neighbour(purwakarta: object) -> Client:
    """The clerk of the village next to it."""
    return _signed_in("village-clerk", "32.14.16.2006", "neighbour")


@pytest.fixture
def officer(purwakarta: object) -> Client:
    """The officer of the regency."""
    return _signed_in("regency-officer", "32.14", "officer")


@pytest.fixture
def auditor(purwakarta: object) -> Client:
    """The inspectorate of the regency, who sees and changes nothing."""
    return _signed_in("auditor", "32.14", "auditor")
