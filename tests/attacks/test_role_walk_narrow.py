"""Each role of a village or a district, and whoever has none, tries every address with everything of other places.

The suite walks a third of the addresses with each role; all of them: pytest -m slow.
"""

from __future__ import annotations

import pytest

from tests.attacks.addresses import walk
from tests.attacks.conftest import World
from tests.attacks.walking import AREAS, WIDE, part_of_the_walk, wrong_on_a_walk


@pytest.mark.parametrize("role", [role for role in AREAS if role not in WIDE])
def test_nobody_comes_in_where_they_do_not_belong(role: str, world: World) -> None:
    assert wrong_on_a_walk(role, world, part_of_the_walk(role)) == []


@pytest.mark.slow
@pytest.mark.parametrize("role", [role for role in AREAS if role not in WIDE])
def test_nobody_comes_in_anywhere(role: str, world: World) -> None:
    assert wrong_on_a_walk(role, world, walk()) == []
