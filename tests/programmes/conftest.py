"""A programme file in a folder of its own, loaded with the eyes of the whole country and rolled back afterwards."""

import pytest

from payung.access.queries import seeing
from payung.programmes.actions.load.write import load_programme
from payung.rules.law import law
from payung.units.region import Area


@pytest.fixture
def country(db):
    with seeing(Area(""), by="test"):
        yield


@pytest.fixture
def load(country, tmp_path):
    """Gives a function that loads a text as a programme file."""

    def load(text):
        path = tmp_path / "programme.toml"
        path.write_text(text, "utf-8")
        return load_programme(path, law=law())

    return load
