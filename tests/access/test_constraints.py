"""Users and history keep what must be true of them."""

from tests.roles import as_app, as_owner, breaks, put

USER = {"username": "a", "full_name": "A", "is_active": True}


def test_no_password_opens_a_demo_user():
    with as_app() as db, breaks(db, "demo_user_has_no_password"):
        put(db, "app_user", **USER, password="pbkdf2_sha256$1$x$y", is_demo=True)


def test_a_demo_user_without_a_password_and_a_real_one_with_one_are_fine():
    with as_app() as db:
        put(db, "app_user", **USER, password="!unusable", is_demo=True)
        put(db, "app_user", **{**USER, "username": "b"}, password="pbkdf2_sha256$1$x$y", is_demo=False)


def test_history_knows_inserts_updates_and_deletes_alone():
    row = {"at": "2025-11-21", "by": "test", "table_name": "person", "row_ids": [1], "village": "32.14.16.2005"}
    with as_owner() as db, breaks(db, "history_verb_is_known"):
        put(db, "history", **row, verb="X")


def test_history_is_of_at_least_one_row():
    row = {"at": "2025-11-21", "by": "test", "table_name": "person", "row_ids": [], "village": "32.14.16.2005"}
    with as_owner() as db, breaks(db, "history_is_of_at_least_one_row"):
        put(db, "history", **row, verb="I")


def test_a_reading_says_what_was_read_and_why():
    row = {"at": "2025-11-21", "by": "test", "table_name": "person", "row_ids": [1], "village": "32.14.16.2005"}
    for said in ({"what": "nik"}, {"reason": "klaim"}):
        with as_owner() as db, breaks(db, "history_of_a_reading_says_what_and_why"):
            put(db, "history", **row, verb="R", **said)
