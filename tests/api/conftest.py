"""Programs that ask: tokens of one area each, over the model programme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from payung.access.actions.issue_token import issue_token


@pytest.fixture
def program(db: None) -> Callable[..., Client]:
    """A client that shows a new token of an area with the permissions given."""

    def issued(area: str, *permissions: str, name: str = "dasbor") -> Client:
        token = issue_token(name=name, permissions=list(permissions), area=area, days=30, by="test", at=timezone.now())
        return Client(headers={"Authorization": f"Bearer {token}"})

    return issued
