"""A walk through the catalogue: a table without a guard or without a history must say here why, or this fails."""

import pytest

from tests.roles import as_owner

# Nobody's data: the tree of regions, Django's own bookkeeping, the queue (which holds numbers of lists and names of senders).
NOBODY_IN_IT = {
    "data_key": "keys of sealed columns, each wrapped by a key outside the database; says nothing of whose row it is",
    "region": "the Kemendagri tree, public; the application cannot write it",
    "history_link": "digests and numbers alone; written by a trigger",
    "ledger": "names of tables and columns; the application cannot write it",
    "audit_seal": "signed digests of the history, to be seen by everybody",
    "audit_check": "counts of the log, and who wrote its first broken link; only added to, for every auditor",
    "audit_stamp": "time stamps of the seals, from somebody else",
    "account_emailaddress": "unused table of allauth",
    "account_emailconfirmation": "unused table of allauth",
    "socialaccount_socialapp": "unused table of allauth: the provider comes from the environment",
    "socialaccount_socialtoken": "unused table of allauth",
    "auth_group": "unused table of Django",
    "auth_group_permissions": "unused table of Django",
    "auth_permission": "unused table of Django",
    "django_content_type": "bookkeeping of Django",
    "django_migrations": "bookkeeping of Django",
    "claim_move": "the steps that any claim may take; the application cannot write it",
    "claim_series": "the last number given in a year; neither read nor written but by the function that gives the next",
    "rate": "keyed hashes and counts, kept for two minutes",
    "procrastinate_events": "the queue: no personal data, cleaned up by itself",
    "procrastinate_jobs": "the queue: number of a list, its area and its sender's name",
    "procrastinate_periodic_defers": "the queue",
    "procrastinate_workers": "the queue",
}
# The way in stands before any area is known: read by name or key alone, before anybody has signed in.
BEFORE_THE_DOOR = {
    "app_user": "found by name at sign-in; holds no worker, and no role: those are in role_held, which is guarded",
    "sign_in_wait": "hashes of names and addresses that were wrong too often",
    "used_code": "hashes of codes that have opened once",
    "invitation": "found by the hash of its token, before anybody is signed in",
    "identity_link": "found by what the identity provider says, before anybody is signed in",
    "service_token": "found by the hash of the token that a program shows",
    "mfa_authenticator": "second steps, asked for before anybody is signed in; secrets locked with a key outside",
    "usersessions_usersession": "one's own sessions, found by user",
    "socialaccount_socialaccount": "the identity that a user signed in with, found by the provider's number",
    "django_session": "found by its random key; holds nothing but who signed in",
}
# Written only together with a row that has its history, or counted from one.
HISTORY_ELSEWHERE = {
    "sign_in_wait": "counts that come and go",
    "used_code": "kept for minutes",
    "usersessions_usersession": "kept for as long as the session",
    "socialaccount_socialaccount": "made from identity_link, which has its history",
    "history": "the log itself",
    "cover_month": "the ledger: one digest a statement in the log",
    "cover_count": "counted from the ledger by a trigger",
    "cover_ended": "a ledger as well",
    "transfer": "a ledger as well: one digest a statement in the log",
    "invoice_item": "a ledger as well",
    "invoice_credit": "a ledger as well",
    "line_balance": "summed from the ledger of transfers by a trigger",
    "line_day": "summed from the ledger of transfers by a trigger",
    "batch_problem": "written in the statement that lands its batch",
}
POLICIES = {"area_sees_its_own", "owner_keeps_everything"}

TABLES = """
    SELECT relname, relrowsecurity AND relforcerowsecurity,
        ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = pg_class.oid ORDER BY 1),
        ARRAY(SELECT tgname::text FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname LIKE 'history%%' AND tgenabled = 'O')
    FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT relispartition
"""
WATCHED = {"history_of_inserts", "history_of_updates", "history_of_deletes"}


def walk(db):
    return {name: (forced, set(policies), set(triggers)) for name, forced, policies, triggers in db.execute(TABLES)}


def unguarded(db):
    """Tables and views that row-level security does not guard in full and that do not say here why."""
    excused = NOBODY_IN_IT.keys() | BEFORE_THE_DOOR.keys()
    return {
        name
        for name, (forced, held, _) in walk(db).items()
        if name not in excused and not (forced and held >= POLICIES)
    }


def unwatched(db):
    """Tables whose changes leave no history and that do not say here why."""
    excused = NOBODY_IN_IT.keys() | HISTORY_ELSEWHERE.keys() | {"django_session"}
    return {name for name, (_, _, triggers) in walk(db).items() if name not in excused and triggers != WATCHED}


def test_every_table_is_guarded_by_area():
    with as_owner() as db:
        assert unguarded(db) == set()
        assert walk(db).keys() >= {
            "person",
            "enrolment",
            "cover_month",
            "card",
            "history",
            "batch",
            "quota",
            "funding_line",
        }


def test_every_table_keeps_its_history():
    with as_owner() as db:
        assert unwatched(db) == set()


def test_nothing_is_excused_that_is_not_there():
    with as_owner() as db:
        assert (NOBODY_IN_IT.keys() | BEFORE_THE_DOOR.keys() | HISTORY_ELSEWHERE.keys()) - walk(db).keys() == set()


@pytest.mark.parametrize("made", ["TABLE visit (id bigint)", "VIEW visit AS SELECT * FROM person",
                                  "MATERIALIZED VIEW visit AS SELECT nik FROM person"])  # fmt: skip
def test_a_new_table_or_view_without_a_policy_would_be_found(made):
    with as_owner() as db:
        db.execute(f"CREATE {made}")
        assert unguarded(db) == {"visit"} and unwatched(db) == {"visit"}


def test_a_guard_that_the_owner_could_forget_would_be_found():
    with as_owner() as db:
        db.execute("ALTER TABLE person NO FORCE ROW LEVEL SECURITY")
        db.execute("DROP POLICY area_sees_its_own ON quota")
        db.execute("ALTER TABLE card DISABLE TRIGGER history_of_updates")
        assert unguarded(db) == {"person", "quota"} and unwatched(db) == {"card"}


def test_the_program_runs_without_the_right_to_bypass_row_level_security():
    asked = "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname LIKE 'payung%'"
    with as_owner() as db:
        assert {row[0]: row[1:] for row in db.execute(asked)}["payung_app"] == (False, False, False)
        member = "SELECT pg_has_role('payung_app', 'payung_owner', 'MEMBER')"
        assert db.execute(member).fetchone() == (False,)


def test_a_function_that_runs_as_the_owner_fixes_where_it_looks_for_names():
    loose = """SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
        AND NOT coalesce(proconfig::text LIKE '%search_path=public, pg_temp%', false)"""
    with as_owner() as db:
        assert db.execute(loose).fetchall() == []


WAYS_AROUND = {
    "known_workers": "is this NIK known, and paid for?",
    "move_people": "into the own area, a worker nobody pays for",
    "open_months": "makes partitions",
    "waiting_counts": "how many wait per village, where numbers are seen",
    "falling_out_counts": "how many fall out per village and why, where numbers are seen",
    "drop_quotas": "quotas of the own area that a line has no more",
    "end_cover": "months to come of enrolments in the area seen, into the table of what ended",
    "invoice_month": "worker-months of a line whose numbers are seen, onto an invoice; tells its number alone",
    "reconciled_counts": "counts of a line by village and class, of villages whose numbers are seen",
    "settled_until": "month and number of the last worker-month of a line in sight that BPJS has given back",
    "invoice_villages": "counts and rupiah by village of an invoice whose line's numbers are seen",
    "months_taken_off": "counts by line, of lines whose numbers are seen",
    "hold_line": "waits for the money of a line; tells nothing",
    "restricted_workers": "may this NIK be enrolled anew?",
    "hold_workers": "waits for a death of these workers that is being noted; tells nothing",
    "dead_workers": "is a death noted of this NIK, in the area seen or under this name?",
    "record_reading": "writes the log",
    "record_leaving": "writes the log",
    "readings_of": "numbers of rows of the log inside the area seen, which are then read under its policy",
    "line_seen": "the number of the line acted on",
    "programme_seen": "the programme of the line that somebody acts on",
    "holds_outside": "does this user hold a role outside the own area?",
    "invitation_waits": "does this link wait for a second administrator?",
    "withdraw_consents": "of a person in the area seen, those of former villages too",
    "consent_stands": "of a person in the area seen, whether a consent of whatever village stands; nothing else of it",
    "acted_in_person": "of claims in the area seen, how many days after the death and what kind of deed; nothing else of it",
    "seat_administrator": "the first two",
    "seat_demo_user": "users of demo mode",
    "people_touched": "numbers and villages of people, for the eyes of a breach",
    "erase_traces": "of workers that are erased already, in the area seen",
    "next_in_series": "the next number of a claim or letter; tells nothing of the others",
    "letter_standing": "state, hospital and last day of a guarantee letter, for whoever holds its number and its code",
    "erase_rows": "of two tables, those that have outlived their retention",
    "forget_complaints": "words of complaints in the area seen that have outlived their retention",
    "claim_followed": "the village of a claim, for whoever knows its number and the birth day of an heir",
}


def test_the_only_ways_around_the_guard_are_the_ones_we_know():
    definers = """SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace
        AND has_function_privilege('payung_app', oid, 'EXECUTE')"""
    with as_owner() as db:
        assert {name for (name,) in db.execute(definers)} == WAYS_AROUND.keys()
