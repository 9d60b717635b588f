"""What the database refuses of sign-ins, invitations, identities and tokens, whatever the program says."""

from __future__ import annotations

from datetime import datetime, timedelta

import psycopg
import pytest

from tests.roles import as_owner, breaks, put, say
from tests.users import a_row

AT = datetime(2025, 11, 21, 9, 0).astimezone()
LATER = AT + timedelta(days=7)


def number_of(db: psycopg.Connection, username: str) -> int:
    return int(db.execute("SELECT id FROM app_user WHERE username = %s", [username]).fetchone()[0])


def a_wait(db: psycopg.Connection, **changes: object) -> None:
    put(db, "sign_in_wait", **{"about": "name", "key": "k", "wrong": 1, "last_at": AT, "wait_until": AT, **changes})


def an_invitation(db: psycopg.Connection, **changes: object) -> None:
    say(db, by="test")
    said = {"token_hash": "h", "made_by": "test", "made_at": AT, "expires_at": LATER, **changes}
    put(db, "invitation", **said)


def a_link(db: psycopg.Connection, **changes: object) -> None:
    put(db, "identity_link", **{"subject": "1", "email": "", **changes})


def a_token(db: psycopg.Connection, **changes: object) -> None:
    said = {"name": "n", "token_hash": "h", "permissions": ["see"], "area": "32", "made_by": "test", "made_at": AT}
    put(db, "service_token", **{**said, "expires_at": LATER, **changes})


@pytest.mark.parametrize(
    ("first", "second", "constraint"),
    [({}, {}, "sign_in_wait_is_one_per_key"), (None, {"wrong": -1}, "sign_in_wait_counts_up")],
)
def test_tries_are_counted_once_and_upwards(first: dict | None, second: dict, constraint: str) -> None:
    with as_owner() as db:
        if first is not None:
            a_wait(db, **first)
        with breaks(db, constraint):
            a_wait(db, **second)


def test_a_used_code_cannot_be_used_again() -> None:
    with as_owner() as db:
        put(db, "used_code", key="k", at=AT)
        with breaks(db, "used_code_opens_once"):
            put(db, "used_code", key="k", at=LATER)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"token_hash": "h"}, "invitation_token_is_one"),
        ({"token_hash": "i", "own": True}, "invitation_is_open_once_per_user"),
        ({"token_hash": "i", "expires_at": AT}, "invitation_expires_after_it_was_made"),
        ({"token_hash": "i", "used_at": AT, "revoked_at": AT}, "invitation_is_used_or_revoked"),
    ],
)
def test_an_invitation_is_one_open_for_a_time_and_used_or_revoked(changes: dict, constraint: str) -> None:
    with as_owner() as db:
        first, second = number_of(db, a_row(db)), number_of(db, a_row(db, username="b"))
        an_invitation(db, user_id=first)
        with breaks(db, constraint):
            an_invitation(db, user_id=first if changes.pop("own", False) else second, **changes)


@pytest.mark.parametrize(
    ("first", "second", "own", "constraint"),
    [
        ({}, {"subject": "2"}, True, "identity_link_is_one_per_user"),
        ({}, {}, False, "identity_link_subject_is_one"),
        ({"subject": "", "email": "a@b"}, {"subject": "", "email": "a@b"}, False, "identity_link_email_is_one"),
        ({}, {"subject": ""}, False, "identity_link_says_who"),
    ],
)
def test_an_identity_belongs_to_one_user(first: dict, second: dict, own: bool, constraint: str) -> None:
    with as_owner() as db:
        one, other = number_of(db, a_row(db)), number_of(db, a_row(db, username="b"))
        a_link(db, user_id=one, **first)
        with breaks(db, constraint):
            a_link(db, user_id=one if own else other, **second)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"token_hash": "i"}, "service_token_name_is_one"),
        ({"name": "m"}, "service_token_hash_is_one"),
        ({"name": "m", "token_hash": "i", "expires_at": AT}, "service_token_expires_after_it_was_made"),
        ({"name": "m", "token_hash": "i", "permissions": []}, "service_token_may_something"),
    ],
)
def test_a_token_is_one_ends_and_may_something(changes: dict, constraint: str) -> None:
    with as_owner() as db:
        a_token(db)
        with breaks(db, constraint):
            a_token(db, **changes)
