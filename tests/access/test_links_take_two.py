"""A link that lets somebody be a user with a role takes two people, and the database holds it, whatever the program does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest

from tests.roles import as_app, as_owner, breaks, put, say, see
from tests.users import a_row

AT = datetime(2025, 11, 21, 9, 0).astimezone()
ROLE = {"username": "siti", "role": "claims-approver", "area": "32.14", "line": "", "verb": "give"}


@pytest.fixture
def db() -> Iterator[psycopg.Connection]:
    """Two administrators of the regency and one of another, Siti who approves claims there, and Budi without a role."""
    with as_app() as db:
        for name, role, area in (("satu", "administrator", "32.14"), ("dua", "administrator", "32.14"),
                                 ("jauh", "administrator", "33.01"), ("siti", "claims-approver", "32.14")):  # fmt: skip
            a_row(db, username=name)
            db.execute("SELECT seat_demo_user(%s, %s, %s, '')", [name, role, area])
        a_row(db, username="budi")
        yield say(see(db, "32.14"), by="satu")


def linked(db: psycopg.Connection, username: str = "siti", by: str = "satu", **changes: Any) -> int:
    """The number of a link that somebody made for a user."""
    say(db, by=by)
    number = db.execute("SELECT id FROM app_user WHERE username = %s", [username]).fetchone()[0]
    said = {"token_hash": f"{username}-{by}", "made_by": by, "made_at": AT, "expires_at": AT + timedelta(days=7)}
    return int(put(db, "invitation", user_id=number, **{**said, **changes}))


def confirmed(db: psycopg.Connection, link: int, by: str, name: str = "") -> None:
    say(db, by=by)
    db.execute("UPDATE invitation SET confirmed_by = %s, confirmed_at = %s WHERE id = %s", [name or by, AT, link])


def used(db: psycopg.Connection, link: int) -> None:
    """As the page behind the link does it: in nobody's name."""
    say(db, by="")
    db.execute("UPDATE invitation SET used_at = %s WHERE id = %s", [AT, link])


def test_a_link_to_a_role_opens_once_another_administrator_has_confirmed_it(db: psycopg.Connection) -> None:
    link = linked(db)
    with breaks(db, "invitation_to_a_role_takes_two"):
        used(db, link)
    confirmed(db, link, by="dua")
    used(db, link)


def test_a_link_of_whoever_waits_for_a_role_takes_two_as_well(db: psycopg.Connection) -> None:
    link = linked(db, "budi")
    put(db, "role_change", **{**ROLE, "username": "budi"}, why="baru", asked_by="satu", asked_at=AT)
    with breaks(db, "invitation_to_a_role_takes_two"):
        used(db, link)


def test_without_a_role_or_from_the_operator_a_link_opens_at_once(db: psycopg.Connection) -> None:
    used(db, linked(db, "budi"))
    used(db, linked(db, by="operator"))


def test_nobody_confirms_the_link_they_made(db: psycopg.Connection) -> None:
    link = linked(db)
    with breaks(db, "invitation_is_confirmed_by_another"):
        confirmed(db, link, by="satu")


def test_nobody_confirms_the_link_to_themselves(db: psycopg.Connection) -> None:
    link = linked(db, "dua")
    with breaks(db, "invitation_is_not_confirmed_by_whom_it_concerns"):
        confirmed(db, link, by="dua")


@pytest.mark.parametrize("who", ["siti", "jauh", "budi", "nobody"])
def test_only_an_administrator_of_every_place_of_the_user_confirms(db: psycopg.Connection, who: str) -> None:
    link = linked(db, "dua")
    with breaks(db, "invitation_is_confirmed_by_an_administrator"):
        confirmed(db, link, by=who)


def test_nobody_makes_or_confirms_in_the_name_of_another(db: psycopg.Connection) -> None:
    with breaks(db, "invitation_is_made_in_ones_own_name"):
        linked(db, made_by="operator")
    link = linked(db)
    with breaks(db, "invitation_is_confirmed_in_ones_own_name"):
        confirmed(db, link, by="satu", name="dua")


def test_a_link_is_not_confirmed_as_it_is_made_nor_twice_nor_by_half(db: psycopg.Connection) -> None:
    with breaks(db, "invitation_is_made_before_it_is_confirmed"):
        linked(db, confirmed_by="dua", confirmed_at=AT)
    link = linked(db)
    with breaks(db, "invitation_is_confirmed_whole"):
        say(db, by="dua").execute("UPDATE invitation SET confirmed_by = 'dua' WHERE id = %s", [link])
    confirmed(db, link, by="dua")
    with breaks(db, "invitation_is_confirmed_once"):
        confirmed(db, link, by="jauh")


@pytest.mark.parametrize("column", ["made_by", "token_hash", "expires_at", "user_id"])
def test_the_program_cannot_say_afterwards_who_made_a_link(db: psycopg.Connection, column: str) -> None:
    link = linked(db)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
        db.execute(f"UPDATE invitation SET {column} = {column} WHERE id = %s", [link])


def test_nobody_is_called_operator() -> None:
    with as_owner() as db, breaks(db, "user_is_not_called_operator"):
        a_row(db, username="operator")
