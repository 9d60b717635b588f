"""Every constraint that carries a sentence for a name has a test that tries to break it and names it."""

import re
from pathlib import Path

from tests.roles import as_owner

TESTS = Path(__file__).parents[1]
# Names that Django or PostgreSQL made up: person_pkey, batch_line_id_3085966f_fk_funding_line_id, quota_places_check.
MADE_UP = re.compile(r"(_pkey|_fkey|_key|_check|_not_null|_fk_\w+|_uniq|_idx)\d*$|_[0-9a-f]{8}(_|$)")
OTHERS = ("django_", "auth_", "procrastinate_", "account_", "mfa_", "socialaccount_", "usersessions_")

IN_TABLES = """
    SELECT conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE pg_class.relnamespace = 'public'::regnamespace AND contype NOT IN ('n', 't') AND NOT relispartition
        AND NOT relname LIKE ANY (%s)
    UNION SELECT index.relname FROM pg_index JOIN pg_class AS index ON index.oid = indexrelid
        JOIN pg_class AS own ON own.oid = indrelid
    WHERE indisunique AND own.relnamespace = 'public'::regnamespace AND NOT own.relispartition AND NOT own.relname LIKE ANY (%s)
"""
IN_TRIGGERS = """
    SELECT tgrelid::regclass::text, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE NOT tgisinternal AND prosrc LIKE '%CONSTRAINT = %'
"""


def named_by_triggers(table, source):
    """The constraint names that a trigger function raises with, the table's own name put in."""
    written = re.findall(r"CONSTRAINT = (TG_TABLE_NAME \|\| )?'(\w+)'", source)
    return {(table if own else "") + name for own, name in written}


def sentences():
    others = [f"{prefix}%" for prefix in OTHERS]
    with as_owner() as db:
        names = {name for (name,) in db.execute(IN_TABLES, [others, others])}
        for table, source in db.execute(IN_TRIGGERS).fetchall():
            names |= named_by_triggers(table, source)
    return {name for name in names if not MADE_UP.search(name)}


def test_every_sentence_is_tried_by_a_test():
    tests = "\n".join(file.read_text("utf-8") for file in TESTS.rglob("test_*.py"))
    assert sorted(name for name in sentences() if f'"{name}"' not in tests) == []


def test_the_sentences_are_found_in_tables_indexes_and_triggers():
    found = sentences()
    assert len(found) >= 35
    assert {
        "quota_is_never_oversold",
        "enrolment_is_one_per_person_and_line",
        "person_lies_in_a_known_village",
    } <= found
