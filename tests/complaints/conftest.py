"""Years go by for one test, as they do for workers."""

from tests.people.conftest import years_later

__all__ = ["years_later"]
