"""Years go by for one test, as they do for workers; papers of a test lie in its own folder; claims as a test wants them."""

import pytest

from tests.claims.cases import covered_since
from tests.claims.rows import Hurt, Schooled, World
from tests.people.conftest import years_later
from tests.roles import as_owner

__all__ = ["years_later"]


@pytest.fixture(autouse=True)
def own_papers(settings, tmp_path):
    settings.PAPER_FOLDER = tmp_path / "papers"


@pytest.fixture
def world():
    with as_owner() as db:
        yield World(db)


@pytest.fixture
def hurt():
    with as_owner() as db:
        yield Hurt(db)


@pytest.fixture
def schooled():
    with as_owner() as db:
        yield Schooled(db)


@pytest.fixture
def worker_(office):
    """Covered for two months only: an accident needs no waiting."""
    return covered_since(office, "2025-11", 2)
