"""Load a programme file: read it, name every mistake at once, and write it whole or not at all."""

from payung.programmes.actions.load.write import Loaded, load_programme

__all__ = ["Loaded", "load_programme"]
