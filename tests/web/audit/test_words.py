"""Every table, column and code of the log has a word."""

from __future__ import annotations

import re

import pytest

from payung.access.queries import PLACES
from payung.web.access.audit_codes import CODES
from payung.web.access.audit_columns import FIELDS
from payung.web.access.audit_words import RECORDS, TABLES
from tests.roles import as_owner

pytestmark = pytest.mark.django_db


WATCHED = """
    SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN pg_trigger t
        ON c.table_schema = 'public' AND t.tgrelid = to_regclass(quote_ident(c.table_name)) 
        AND t.tgname IN ('history_of_inserts', 'digest_of_inserts')
    JOIN pg_class ON pg_class.oid = t.tgrelid AND NOT relispartition
"""


def test_every_table_and_column_with_a_history_has_a_word() -> None:
    with as_owner() as db:
        watched = db.execute(WATCHED).fetchall()
    assert {table for table, _column in watched} | {"history", "region"} == TABLES.keys()
    assert {column for _table, column in watched} - FIELDS.keys() == set() and len(watched) > 150


def test_every_code_of_a_constraint_has_a_word() -> None:
    """Codes that a constraint lists, for the columns that have codes in words here."""
    with as_owner() as db:
        rules = [
            rule for (rule,) in db.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'")
        ]
    for column, known in CODES.items():
        listed = {code for rule in rules for codes in re.findall(rf"\(\({column}\)::text = ANY \(\(?ARRAY\[(.*?)\]", rule)
                  for code in re.findall(r"'([^']+)'::", codes)}  # fmt: skip
        assert listed <= known.keys(), column


def test_the_place_where_a_row_is_made_is_the_one_its_trigger_writes() -> None:
    asked = "SELECT tgrelid::regclass::text, split_part(encode(tgargs, 'escape'), '\\000', 1) FROM pg_trigger WHERE tgname = %s"
    with as_owner() as db:
        written = dict(db.execute(asked, ["history_of_inserts"]).fetchall())
    places = {table: "" if place.startswith("acting(") else place or "village" for table, place in written.items()}
    assert {table: PLACES.get(table, "village") for table in RECORDS} == {table: places[table] for table in RECORDS}
