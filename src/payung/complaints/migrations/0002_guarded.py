"""Complaints are seen by their area, move along with their worker, take a number without gaps, and go known steps alone."""

from importlib import import_module

from django.db import migrations

changed = import_module("payung.people.migrations.0006_rights_hold").changed

TABLES = ("complaint", "complaint_step")
GUARD = "\n".join(
    f"SELECT protect_by_area('{name}'), keep_history('{name}'), require_known_villages('{name}'),"
    f" let_follow_the_person('{name}');"
    for name in TABLES
)
UNGUARD = "\n".join(
    f"""DROP TRIGGER {name}_follows_the_person ON person; SELECT forget_history('{name}');
DROP TRIGGER village_of_inserts ON {name}; DROP TRIGGER village_of_updates ON {name};
DROP POLICY owner_keeps_everything ON {name}; DROP POLICY area_sees_its_own ON {name};
ALTER TABLE {name} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;"""
    for name in TABLES
)

STEPS = """
-- A complaint takes the next number of its year, whatever was asked for, and begins with nobody who looks after it.
CREATE FUNCTION complaint_begins() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE came date := NEW.received_at AT TIME ZONE 'Asia/Jakarta';
BEGIN
    IF NEW.state <> 'received' OR NEW.reopened_why <> '' THEN
        RAISE EXCEPTION 'not from the beginning' USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_begins_received';
    ELSIF NEW.due_on < came THEN
        RAISE EXCEPTION 'too early' USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_is_due_after_it_came';
    ELSIF NEW.claim_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM (SELECT person_id FROM claim WHERE id = NEW.claim_id) THEN
        RAISE EXCEPTION 'of another' USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_is_about_a_claim_of_its_worker';
    END IF;
    NEW.number := format('ADU-%s-%s', extract(year FROM came),
        to_char(next_in_series('complaint', extract(year FROM came)::integer), 'FM999000000'));
    RETURN NEW;
END $$;
CREATE TRIGGER begins BEFORE INSERT ON complaint FOR EACH ROW EXECUTE FUNCTION complaint_begins();

-- One step after the other: taken by oneself, answered by its owner, opened again once. An answer stands, the day as well.
CREATE FUNCTION complaint_takes_known_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; again boolean := OLD.state = 'answered' AND NEW.state = 'received'; me text := left(written_by(), 60);
BEGIN
    broken := CASE
        -- What has outlived its retention loses its words; the function that does it belongs to the owner.
        WHEN OLD.said <> '-' AND NEW.said = '-' AND NEW.state = OLD.state THEN NULL
        WHEN OLD.state <> NEW.state AND NOT again AND (OLD.state, NEW.state) NOT IN (('received', 'taken'), ('taken', 'answered'))
            THEN 'complaint_takes_known_steps'
        WHEN again AND OLD.reopened_why <> '' THEN 'complaint_is_reopened_once'
        WHEN again AND NEW.reopened_why = '' THEN 'complaint_is_reopened_with_a_reason'
        WHEN NOT again AND NEW.reopened_why <> OLD.reopened_why THEN 'complaint_is_reopened_with_a_reason'
        WHEN NOT again AND NEW.due_on <> OLD.due_on THEN 'complaint_keeps_its_day'
        WHEN again AND NEW.due_on < (OLD.answered_at AT TIME ZONE 'Asia/Jakarta')::date THEN 'complaint_is_due_after_it_came'
        WHEN NEW.state = 'taken' AND NEW.owner <> OLD.owner AND NEW.owner <> me THEN 'complaint_is_taken_by_oneself'
        WHEN OLD.state = 'taken' AND NEW.state = 'answered' AND (NEW.owner <> OLD.owner OR NEW.owner <> me)
            THEN 'complaint_is_answered_by_its_owner'
        WHEN OLD.state = 'answered' AND NEW.state = 'answered'
            AND (OLD.owner, OLD.answer, OLD.answered_at) IS DISTINCT FROM (NEW.owner, NEW.answer, NEW.answered_at)
            THEN 'complaint_answer_stands'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'a step that a complaint cannot take: %', broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER known_steps BEFORE UPDATE ON complaint FOR EACH ROW EXECUTE FUNCTION complaint_takes_known_steps();

-- Every step is written down by the database itself, the first one too.
CREATE FUNCTION complaint_writes_its_steps() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO complaint_step (complaint_id, person_id, village, from_state, to_state, said, by, at)
        SELECT id, person_id, village, '', state, '', left(written_by(), 60), now() FROM fresh ORDER BY id;
    ELSE
        INSERT INTO complaint_step (complaint_id, person_id, village, from_state, to_state, said, by, at)
        SELECT fresh.id, fresh.person_id, fresh.village, stale.state, fresh.state,
            CASE fresh.state WHEN 'answered' THEN fresh.answer WHEN 'received' THEN fresh.reopened_why ELSE '' END,
            left(written_by(), 60), now()
        FROM fresh JOIN stale ON stale.id = fresh.id
        WHERE stale.state <> fresh.state OR stale.owner <> fresh.owner ORDER BY fresh.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER writes_first_steps AFTER INSERT ON complaint REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION complaint_writes_its_steps();
CREATE TRIGGER writes_steps AFTER UPDATE ON complaint REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION complaint_writes_its_steps();
"""

FORGET = """
-- The words of complaints go, numbers, days and steps stay. Gives the images of the log that have to go with them.
CREATE FUNCTION forget_complaint_words(asked bigint[]) RETURNS bigint[] LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE complaint SET teller_name = '-', teller_phone = '', said = '-', reference = '',
        answer = CASE WHEN answer = '' THEN '' ELSE '-' END, reopened_why = CASE WHEN reopened_why = '' THEN '' ELSE '-' END
    WHERE id = ANY (asked);
    UPDATE complaint_step SET said = '' WHERE complaint_id = ANY (asked) AND said <> '';
    RETURN ARRAY(SELECT id FROM history WHERE verb IN ('U', 'D') AND table_name = 'complaint' AND row_ids[1] = ANY (asked)
        UNION ALL SELECT h.id FROM complaint_step s JOIN history h ON h.table_name = 'complaint_step' AND h.verb IN ('U', 'D')
            AND h.row_ids[1] = s.id WHERE s.complaint_id = ANY (asked));
END $$;

-- Of complaints in the area that is seen, answered so many months ago and not opened again. Gives how many lost their words.
CREATE FUNCTION forget_complaints(months integer, today date) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE old bigint[];
BEGIN
    IF months < 24 THEN
        RAISE EXCEPTION 'this is kept longer' USING ERRCODE = 'check_violation', CONSTRAINT = 'retention_is_never_cut_short';
    END IF;
    old := ARRAY(SELECT id FROM complaint WHERE state = 'answered' AND said <> '-'
        AND answered_at + make_interval(months => months) <= least(today, last_day_of_erasure())
        AND village >= area_from() COLLATE "C" AND village < area_until() COLLATE "C");
    PERFORM forget_images(forget_complaint_words(old));
    RETURN cardinality(old);
END $$;
"""

GRANTS = """
REVOKE EXECUTE ON FUNCTION complaint_begins, complaint_takes_known_steps, complaint_writes_its_steps, forget_complaint_words,
    forget_complaints FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON complaint FROM payung_app;
        GRANT UPDATE (state, owner, answer, answered_at, reopened_why, due_on) ON complaint TO payung_app;
        REVOKE INSERT, UPDATE, DELETE ON complaint_step FROM payung_app;
        GRANT EXECUTE ON FUNCTION forget_complaints TO payung_app;
    END IF;
END $$;
"""
UNDO = """
DROP TRIGGER writes_steps ON complaint; DROP TRIGGER writes_first_steps ON complaint; DROP TRIGGER known_steps ON complaint;
DROP TRIGGER begins ON complaint;
DROP FUNCTION complaint_begins, complaint_takes_known_steps, complaint_writes_its_steps, forget_complaints,
    forget_complaint_words;
"""

# Nobody is erased while a complaint is open; then its words go.
WAITS = " THEN 'person_who_waits_is_not_erased'\n"
OPEN = """        WHEN EXISTS (SELECT FROM complaint WHERE person_id = NEW.id AND state <> 'answered')
            THEN 'person_with_an_open_complaint_is_not_erased'
"""
END = "    RETURN forget_images(images);\n"
WORDS_GO = (
    "    images := images || forget_complaint_words(ARRAY(SELECT id FROM complaint WHERE person_id = ANY (people)));\n"
)
# Whom a deed touched: a complaint is of one worker, or of nobody.
OF_ONE = "'consent_withdrawal', 'data_request',"
CLASS = "                WHEN o.table_name = ''batch'' THEN ''lists''\n"
OURS = "                WHEN o.table_name IN (''complaint'', ''complaint_step'') THEN ''complaints''\n"


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_first"),
        ("claims", "0012_one_file_several_papers"),
        ("people", "0008_died_on"),
    ]
    operations = [
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(STEPS + FORGET + GRANTS, UNDO),
        changed("guard_erasure", WAITS, WAITS + OPEN),
        changed("erase_traces", END, WORDS_GO + END),
        changed("people_touched", OF_ONE, OF_ONE + " 'complaint', 'complaint_step',"),
        changed("people_touched", CLASS, CLASS + OURS),
    ]
