"""Each role of a regency or a province, in its own place, tries every address with everything of other places.

The suite walks a third of the addresses with each role; all of them: pytest -m slow.
"""

from __future__ import annotations

import pytest

from payung.access.queries import roles
from tests.attacks import guesses
from tests.attacks.addresses import walk
from tests.attacks.conftest import World
from tests.attacks.walking import AREAS, WIDE, part_of_the_walk, wrong_on_a_walk


def test_every_argument_of_every_address_is_known() -> None:
    unknown = {(a.route, name) for a in walk() for name in a.arguments if not guesses.knows(a, name)}
    assert unknown == set(), "say in guesses.py what this is a number or a code of"


def test_every_role_walks() -> None:
    assert AREAS.keys() == {*roles(), ""}


@pytest.mark.parametrize("role", WIDE)
def test_nobody_comes_in_where_they_do_not_belong(role: str, world: World) -> None:
    assert wrong_on_a_walk(role, world, part_of_the_walk(role)) == []


@pytest.mark.slow
@pytest.mark.parametrize("role", WIDE)
def test_nobody_comes_in_anywhere(role: str, world: World) -> None:
    assert wrong_on_a_walk(role, world, walk()) == []
