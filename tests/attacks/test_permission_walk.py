"""Every address says who may come; one that says nothing is found here."""
from __future__ import annotations

from tests.attacks.addresses import Address, operations, walk
from tests.attacks.conftest import World


def test_world(world: World) -> None:
    print(world.ask("SELECT count(*) FROM person"), world.ask("SELECT village, state, count(*) FROM enrolment group by 1,2 order by 1"))
    print(world.ask("SELECT count(*) FROM card"), world.ask("select * from place_release"), world.ask("select id,username,role,area from role_held"))
    for a in walk():
        print(a.route, a.arguments, a.permission, a.is_api)
    for o in operations(): print(o[0], o[1].auth_callbacks)
    assert 0
