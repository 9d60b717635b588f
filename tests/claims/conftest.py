"""Years go by for one test, as they do for workers; papers of a test lie in its own folder."""

import pytest

from tests.people.conftest import years_later

__all__ = ["years_later"]


@pytest.fixture(autouse=True)
def own_papers(settings, tmp_path):
    settings.PAPER_FOLDER = tmp_path / "papers"
