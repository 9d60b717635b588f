"""An office that sends lists, in a transaction that is rolled back, with a folder of batches of its own."""

import pytest

from tests.sending import Office


@pytest.fixture
def office(db, tmp_path, settings):
    settings.BATCH_FOLDER = tmp_path / "batches"
    office = Office(tmp_path)
    office.look()
    return office
