"""Statements asked again and again: prepared once, bound by the same rules, and true after whatever went wrong before."""

import pytest
from django.db import connection, transaction

from payung.access.queries import lay_out, prepared, seeing
from payung.units.region import Area

pytestmark = pytest.mark.django_db(transaction=True)


def _prepared(text: str) -> int:
    with connection.cursor() as db:
        db.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement = %s", [text])
        return int(db.fetchone()[0])


def test_a_statement_is_prepared_once_a_connection():
    connection.close()
    for number in (1, 2, 3):
        with prepared() as db:
            db.execute("SELECT %s::int + 1", [number])
            assert db.fetchone() == (number + 1,)
    assert _prepared("SELECT $1::int + 1") == 1


def test_a_kept_plan_still_asks_who_is_looking():
    asked = "SELECT payung_eyes FROM (SELECT area_from() || '-' || area_until()) AS said (payung_eyes)"
    told = []
    for code in ("32.14", "32.15", "32.14"):
        with seeing(Area(code), by="tes"), prepared() as db:
            db.execute("SET LOCAL plan_cache_mode = force_generic_plan")
            db.execute(asked)
            told.append(db.fetchone()[0])
    assert told[0] == told[2] == "32.14-32.14~" and told[1] == "32.15-32.15~"


MAKE = "CREATE TEMP TABLE IF NOT EXISTS tried (one integer) ON COMMIT DELETE ROWS"


def _tried(*, fails: bool) -> None:
    with transaction.atomic():
        lay_out("tried", make=MAKE, clear="DELETE FROM tried")
        with prepared() as db:
            db.execute("INSERT INTO tried VALUES (%s)", [1])
            db.execute("SELECT count(*) FROM tried")
            assert db.fetchone() == (1,)
        transaction.set_rollback(fails)


def test_a_table_of_a_transaction_that_failed_is_made_again():
    connection.close()
    for fails in (True, False, True, False):
        _tried(fails=fails)
    with prepared() as db:
        db.execute("SELECT count(*) FROM tried")
        assert db.fetchone() == (0,)


def test_a_new_connection_lays_out_its_own():
    for _ in range(2):
        connection.close()
        _tried(fails=False)


def test_what_was_laid_out_before_in_a_transaction_is_gone():
    with transaction.atomic():
        _tried(fails=False)
        _tried(fails=False)
