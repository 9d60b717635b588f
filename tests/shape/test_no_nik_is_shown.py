"""A NIK reaches a template masked, and no column with people lacks a class that says why it is kept."""

import re
from pathlib import Path

from payung.people.queries import classes
from payung.units.words import LANGUAGES
from tests.roles import as_owner

SOURCE = Path(__file__).parents[2] / "src" / "payung"
# What a person has just typed comes back into the form; it is nobody's row.
TYPED = {"given.nik", "wrong.nik"}
# The one page that shows a whole number, after the reading is noted.
REVEALED = {"web/people/person.html": ["whole_number"]}
# Tables in which nobody is: the tree of regions, programmes and their money, counts, Django and the queue.
# What a library brings to sign in with; its columns are its own affair, its tables not.
LIBRARY = ("account_", "mfa_", "socialaccount_", "usersessions_")
NOBODY = {
    "region", "programme", "funding_line", "workforce", "quota", "sharing", "waiting_rule",
    "place_release", "cover_count", "auth_group",
    "transfer", "line_balance", "line_day", "invoice",
    "auth_group_permissions", "audit_seal", "audit_stamp", "data_key", "ledger", "claim_move", "claim_series",
    "auth_permission", "django_content_type", "django_migrations",
}  # fmt: skip


def unmasked(text):
    """What a template prints of a NIK."""
    return {found for found in re.findall(r"\b\w+(?:\.\w+)*\.nik\b", text) if found not in TYPED}


def test_no_template_prints_a_nik_that_is_not_masked():
    assert {
        str(f.relative_to(SOURCE)): found for f in SOURCE.rglob("*.html") if (found := unmasked(f.read_text("utf-8")))
    } == {}
    assert unmasked("{{ person.nik }} {{ a.b.nik|upper }} {{ given.nik }} {{ person.nik_masked }}") == {
        "person.nik",
        "a.b.nik",
    }


def test_a_whole_number_is_shown_on_the_page_of_its_worker_alone():
    shown = {str(f.relative_to(SOURCE)) for f in SOURCE.rglob("*.html") if "whole_number" in f.read_text("utf-8")}
    assert shown == REVEALED.keys()


def test_no_list_takes_a_nik_out_of_the_database_unmasked():
    loose = re.compile(r"(?<!masked_nik\()\b(?:person\.)?nik\b(?!\) AS)")
    said = {}
    for file in (SOURCE / "insight").rglob("*.sql"):
        code = (
            re.sub(r"--.*", "", file.read_text("utf-8"))
            .replace("masked_nik(nik) AS nik", "")
            .replace("page.id, nik", "")
        )
        if found := loose.findall(code.replace("masked_nik(nik)", "")):
            said[file.name] = found
    assert said == {}
    for file in (SOURCE / "insight").glob("*.py"):
        assert file.name == "person_file.py" or not re.search(r"[\"' .]nik\b[\"',]", file.read_text("utf-8")), file.name


def test_no_address_has_a_place_for_a_nik():
    assert "nik>" not in (SOURCE / "config" / "urls.py").read_text("utf-8")


COLUMNS = """
    SELECT table_name || '.' || column_name FROM information_schema.columns
    JOIN pg_class ON oid = ('public.' || quote_ident(table_name))::regclass
    WHERE table_schema = 'public' AND NOT relispartition AND table_name <> ALL (%s) AND table_name NOT LIKE 'procrastinate%%'
"""


def columns(db):
    found = (name for (name,) in db.execute(COLUMNS, [sorted(NOBODY)]))
    return {f"{name.partition('.')[0]}.*" if name.startswith(LIBRARY) else name for name in found}


def classed():
    return [column for kept in classes().values() for column in kept["columns"]]


def test_every_column_with_people_has_a_class_that_says_why_it_is_kept():
    with as_owner() as db:
        assert sorted(columns(db) ^ set(classed())) == []


def test_a_new_column_without_a_class_would_be_found():
    with as_owner() as db:
        db.execute("ALTER TABLE person ADD COLUMN shoe_size int")
        db.execute("CREATE TABLE visit (person_id bigint)")
        assert columns(db) - set(classed()) == {"person.shoe_size", "visit.person_id"}


def test_a_column_has_one_class_and_a_class_its_purpose_and_basis_in_both_languages():
    assert len(classed()) == len(set(classed()))
    for name, kept in classes().items():
        assert all(set(kept[key]) == set(LANGUAGES) for key in ("title", "purpose", "basis")), name
        assert kept["article"] and kept["evidence"] in ("law-text", "press", "secondary", "unverified"), name
