"""A role is given or taken by two people, and the database holds it, whatever the program does."""

from datetime import datetime

import psycopg
import pytest

from payung.access.actions.ask_role import ask_role
from payung.access.actions.decide_role import decide_role
from payung.access.models import RoleChange
from payung.access.queries import roles_of, seeing
from payung.units.refusal import Refused
from payung.units.region import Area
from tests.roles import a_line, a_programme, as_app, as_owner, breaks, put, say, see
from tests.users import a_row, a_user

AT = datetime(2025, 11, 21, 9, 0).astimezone()
CLERK = {"username": "siti", "role": "village-clerk", "area": "32.14.16.2005"}


@pytest.fixture
def db():
    """Two administrators of the regency and one of another, and Siti, who holds nothing; seen by the first one."""
    with as_app() as db:
        for name, area in (("satu", "32.14"), ("dua", "32.14"), ("jauh", "33.01")):
            a_row(db, username=name)
            db.execute("SELECT seat_demo_user(%s, 'administrator', %s, '')", [name, area])
        a_row(db, username="siti")
        yield say(see(db, "32.14"), by="satu")


def asked(db, **changes):
    said = {**CLERK, "line": "", "verb": "give", "why": "operator baru", "asked_by": "satu", "asked_at": AT, **changes}
    return put(db, "role_change", **said)


def decided(db, change, by="dua", granted=True):
    say(db, by=by)
    db.execute(
        "UPDATE role_change SET decided_by = %s, decided_at = now(), granted = %s WHERE id = %s", [by, granted, change]
    )


def held(db, username="siti"):
    return db.execute("SELECT role, area FROM role_held WHERE username = %s", [username]).fetchall()


def test_a_role_is_held_once_a_second_person_has_agreed(db):
    change = asked(db)
    assert held(db) == []
    decided(db, change)
    assert held(db) == [("village-clerk", "32.14.16.2005")]


def test_a_role_that_was_refused_is_not_held(db):
    decided(db, asked(db), granted=False)
    assert held(db) == []


def test_a_role_is_taken_by_two_people_as_well(db):
    decided(db, asked(db))
    decided(say(db, by="satu"), asked(db, verb="take"))
    assert held(db) == []


def test_nobody_decides_what_they_asked_for(db):
    change = asked(db)
    with breaks(db, "role_change_is_decided_by_another"):
        decided(db, change, by="satu")


def test_nobody_decides_about_themselves(db):
    change = asked(db, username="dua")
    with breaks(db, "role_change_is_not_decided_by_whom_it_concerns"):
        decided(db, change, by="dua")


@pytest.mark.parametrize("who", ["siti", "jauh", "nobody"])
def test_only_an_administrator_of_the_area_decides(db, who):
    change = asked(db)
    with breaks(db, "role_change_is_decided_by_an_administrator"):
        decided(db, change, by=who)


def test_nobody_asks_in_the_name_of_another(db):
    with breaks(db, "role_change_is_asked_in_ones_own_name"):
        asked(db, asked_by="dua")


def test_nobody_decides_in_the_name_of_another(db):
    change = asked(db)
    with breaks(db, "role_change_is_decided_in_ones_own_name"):
        db.execute(
            "UPDATE role_change SET decided_by = 'dua', decided_at = now(), granted = true WHERE id = %s", [change]
        )


def test_a_change_is_not_decided_as_it_is_asked_for(db):
    with breaks(db, "role_change_is_asked_before_it_is_decided"):
        asked(db, decided_by="dua", decided_at=AT, granted=True)


def test_a_decision_stands(db):
    change = asked(db)
    decided(db, change, granted=False)
    with breaks(db, "role_change_is_decided_once"):
        decided(db, change)


def test_a_decision_is_whole(db):
    change = asked(db)
    say(db, by="dua")
    with breaks(db, "role_change_is_decided_whole"):
        db.execute("UPDATE role_change SET decided_by = 'dua' WHERE id = %s", [change])


def test_a_change_gives_or_takes(db):
    with breaks(db, "role_change_gives_or_takes"):
        asked(db, verb="lend")


def test_a_change_says_why(db):
    with breaks(db, "role_change_says_why"):
        asked(db, why="")


def test_a_change_waits_once(db):
    asked(db)
    with breaks(db, "role_change_waits_once"):
        asked(db, why="sekali lagi")


def test_a_change_concerns_a_known_user(db):
    with breaks(db, "role_change_concerns_a_known_user"):
        asked(db, username="nobody")


def test_a_role_is_held_by_a_known_user_and_once(db):
    with breaks(db, "only_a_demo_user_is_seated_alone"):
        db.execute("SELECT seat_demo_user('nobody', 'auditor', '32.14', '')")
    db.execute("SELECT seat_demo_user('satu', 'administrator', '32.14', '')")
    assert len(held(db, "satu")) == 1, '"role_is_held_once", "role_is_held_by_a_known_user"'


def test_a_real_user_is_not_seated_alone(db):
    a_row(db, username="budi", is_demo=False, password="pbkdf2_sha256$1$x$y")
    with breaks(db, "only_a_demo_user_is_seated_alone"):
        db.execute("SELECT seat_demo_user('budi', 'auditor', '32.14', '')")


def test_the_first_two_administrators_sit_down_and_no_third():
    with as_app() as db:
        for name in ("a", "b", "c"):
            a_row(db, username=name, is_demo=False, password="pbkdf2_sha256$1$x$y")
        seated = [db.execute("SELECT seat_administrator(%s, '')", [name]).fetchone()[0] for name in ("a", "b", "c")]
    assert seated == [True, True, False]


def test_two_administrators_stay():
    with as_app() as db:
        for name in ("satu", "dua", "tiga"):
            a_row(db, username=name)
            db.execute(
                "SELECT seat_demo_user(%s, %s, '', '')", [name, "auditor" if name == "tiga" else "administrator"]
            )
        say(db, by="tiga")
        change = asked(db, username="satu", role="administrator", area="", verb="take", asked_by="tiga")
        with breaks(db, "two_administrators_stay"):
            decided(db, change)


REAL = {"is_demo": False, "password": "pbkdf2_sha256$1$x$y"}


@pytest.mark.parametrize("third", [{}, {**REAL, "is_active": False}])
def test_neither_a_demo_user_nor_one_who_is_shut_out_stands_in_for_the_second(third):
    with as_owner() as db:
        for name, kind in (("satu", REAL), ("dua", REAL), ("tiga", third)):
            a_row(db, username=name, **kind)
            put(db, "role_held", username=name, role="administrator", area="", line="")
        a_row(db, username="empat", **REAL)
        assert db.execute("SELECT seat_administrator('empat', '')").fetchone() == (False,)
        change = asked(say(see(db, ""), by="empat"), username="satu", role="administrator", area="", verb="take",
                       asked_by="empat")  # fmt: skip
        with breaks(db, "two_administrators_stay"):
            decided(db, change)


def test_whoever_is_shut_out_leaves_a_seat_for_the_operator_to_fill():
    with as_owner() as db:
        for name, active in (("satu", True), ("dua", False)):
            a_row(db, username=name, **REAL, is_active=active)
            put(db, "role_held", username=name, role="administrator", area="", line="")
        a_row(db, username="tiga", **REAL)
        assert db.execute("SELECT seat_administrator('tiga', '')").fetchone() == (True,)


SPONSOR = {"username": "siti", "role": "sponsor", "line": "l"}


@pytest.mark.parametrize("area", ["32.14", "32.14.16.2005"])
def test_a_line_is_given_where_it_pays(db, area):
    a_programme(db)
    a_line(db)
    decided(db, asked(db, **{**SPONSOR, "area": area}))
    assert held(db) == [("sponsor", area)]


@pytest.mark.parametrize("line", ["far", "unknown"])
def test_the_administrators_of_one_area_cannot_give_the_line_of_another(db, line):
    a_programme(see(db, "33.01"), region="33.01")
    a_line(db, region="33.01", code="far")
    say(see(db, "32.14"), by="satu")
    with breaks(db, "role_change_is_on_a_line_of_the_area"):
        asked(db, **{**SPONSOR, "line": line, "area": "32.14"})


def test_a_line_that_has_moved_away_is_not_given_but_can_be_taken(db):
    a_programme(db)
    a_line(db)
    decided(db, asked(db, **SPONSOR, area="32.14"))
    waits = asked(say(db, by="satu"), **{**SPONSOR, "username": "jauh"}, area="32.14")
    see(db, "")
    db.execute("UPDATE funding_line SET region = '33.01' WHERE code = 'l'")
    with breaks(see(db, "32.14"), "role_change_is_on_a_line_of_the_area"):
        decided(db, waits)
    decided(db, waits, granted=False)
    decided(say(db, by="satu"), asked(say(db, by="satu"), **SPONSOR, area="32.14", verb="take"))
    assert held(db) == []


@pytest.mark.parametrize("statement", [
    "INSERT INTO role_held (username, role, area, line) VALUES ('siti', 'administrator', '', '')",
    "UPDATE role_held SET area = ''",
    "DELETE FROM role_held",
    "DELETE FROM role_change",
    "UPDATE role_change SET role = 'administrator'",
    "UPDATE role_change SET asked_by = 'dua'",
    "DELETE FROM app_user",
])  # fmt: skip
def test_the_program_cannot_give_a_role_by_itself(db, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        db.execute(statement)


def test_an_administrator_sees_the_roles_of_the_area_alone(db):
    names = {name for (name,) in db.execute("SELECT username FROM role_held")}
    assert names == {"satu", "dua"}


def test_a_role_cannot_be_asked_for_outside_the_area(db):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked(db, area="33.01")


def test_every_step_of_a_role_is_in_the_history(db):
    decided(db, asked(db))
    told = db.execute("SELECT table_name, verb, by FROM history WHERE table_name LIKE 'role%' AND village = '32.14.16.2005'"
                      " ORDER BY id").fetchall()  # fmt: skip
    assert sorted(told) == [("role_change", "I", "satu"), ("role_change", "U", "dua"), ("role_held", "I", "dua")]


@pytest.mark.django_db
def test_the_actions_refuse_in_words_what_the_database_would_refuse():
    for name in ("satu", "dua"):
        a_user(name, "administrator", "32.14")
    a_user("siti")
    with seeing(Area("32.14"), by="satu"):
        change = ask_role(**CLERK, why="operator baru", by="satu", at=AT)
        refusals = []
        for attempt in (
            lambda: ask_role(**CLERK, why="lagi", by="satu", at=AT),
            lambda: ask_role(**{**CLERK, "username": "x"}, why="lagi", by="satu", at=AT),
            lambda: ask_role(**{**CLERK, "role": "auditor"}, why=" ", by="satu", at=AT),
            lambda: ask_role(**{**CLERK, "role": "sponsor"}, why="x", by="satu", at=AT),
            lambda: ask_role(**{**CLERK, "role": "sponsor"}, line="nowhere", why="x", by="satu", at=AT),
            lambda: ask_role(**CLERK | {"role": "auditor"}, verb="take", why="x", by="satu", at=AT),
            lambda: decide_role(change=change.pk, granted=True, by="satu", at=AT),
            lambda: decide_role(change=change.pk, granted=True, by="siti", at=AT),
            lambda: decide_role(change=-1, granted=True, by="dua", at=AT),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            refusals.append(refused.value.code)
    assert refusals == [
        "role_change_waits", "user_unknown", "reason_missing", "role_line_misplaced", "role_line_outside",
        "role_change_changes_nothing",
        "role_change_needs_another", "role_change_needs_another", "role_change_unknown",
    ]  # fmt: skip
    with seeing(Area("32.14"), by="dua"):
        decide_role(change=change.pk, granted=True, by="dua", at=AT)
        with pytest.raises(Refused, match="role_change_decided"):
            decide_role(change=change.pk, granted=True, by="dua", at=AT)
        assert [each.role for each in roles_of("siti")] == ["village-clerk"] and RoleChange.objects.count() == 1
