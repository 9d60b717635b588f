"""Many who end the same place in the same moment: it ends once, at most one follows, its money goes back once."""

from __future__ import annotations

from collections.abc import Callable

from payung.web.today import DEMO_DAY
from tests.attacks.conftest import World
from tests.attacks.places import OURS
from tests.attacks.test_four_eyes_at_once import at_once, login
from tests.users import a_user

TOGETHER = 4


def _seat(world: World) -> tuple[int, int]:
    """A placed enrolment of the village and its line."""
    found = world.ask(
        "SELECT id, line_id FROM enrolment WHERE village = %s AND state = 'placed' ORDER BY id LIMIT 1", OURS.village
    )
    return int(found[0][0]), int(found[0][1])


def _sums(world: World, line: int) -> tuple[int, ...]:
    taken = world.ask("SELECT taken FROM quota WHERE line_id = %s AND region = %s", line, OURS.district)[0][0]
    released = world.ask("SELECT count(*) FROM transfer WHERE line_id = %s AND kind = 'release'", line)[0][0]
    return taken, released, world.ask("SELECT count(*) FROM cover_ended")[0][0]


def _waiting(world: World, line: int) -> int:
    return int(world.ask("SELECT count(*) FROM enrolment WHERE line_id = %s AND state = 'waiting'", line)[0][0])


def _end(name: str, enrolment: int, why: str) -> Callable[[], object]:
    given = {"why": why, "happened_on": DEMO_DAY.isoformat()}
    return lambda: login(name).post(f"/membership/end/{enrolment}/", given).status_code


def test_one_of_them_ends_it_and_the_others_are_told(world: World) -> None:
    enrolment, line = _seat(world)
    names = [f"bersama-{number}" for number in range(TOGETHER)]
    for name in names:
        a_user(name, "regency-officer", OURS.regency)
    taken, released, ended = _sums(world, line)
    waiting = _waiting(world, line)
    whys = ("died", "moved", "asked", "wage-earner")
    answers = at_once(*(_end(name, enrolment, why) for name, why in zip(names, whys, strict=True)))
    assert sorted(answers, key=str) == [302, 422, 422, 422]
    followed = waiting - _waiting(world, line)
    assert followed in (0, 1) and _sums(world, line) == (taken - 1 + followed, released + 1, ended + 1)
    ((state, why),) = world.ask("SELECT state, ended_why FROM enrolment WHERE id = %s", enrolment)
    died = world.ask(
        "SELECT died_on FROM person JOIN enrolment e ON e.person_id = person.id WHERE e.id = %s", enrolment
    )
    assert state == "ended" and (died[0][0] is not None) == (why == "died")
