"""What a person's rights promise holds in the database too: consent is known wherever it was noted, and erasure leaves no words.

Whoever handles a breach finds the people whose consents and requests were touched.
Nothing is erased before its time, whatever the caller says.

Functions of older migrations are changed where they must be, not written anew: what another migration changed in them stays.
"""

from django.db import migrations

CONSENT = """
-- Whether a worker in sight consents to something: true while one consent stands, false once all are withdrawn, null if none was
-- ever noted. Asked across villages, because consents stay where they were given and the worker may have moved.
CREATE FUNCTION consent_stands(asked bigint, wanted text) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT bool_or(gone.id IS NULL)
    FROM person p JOIN consent c ON c.people @> ARRAY[p.id] AND c.purpose = wanted
    LEFT JOIN consent_withdrawal gone ON gone.consent_id = c.id AND gone.person_id = p.id
    WHERE p.id = asked AND p.village >= area_from() COLLATE "C" AND p.village < area_until() COLLATE "C"
$$;
"""
UNDO_CONSENT = "DROP FUNCTION consent_stands;"

# Replaces a piece of a function by another; fails aloud when the piece does not stand there exactly once.
CHANGE = """
DO $change$ DECLARE known text := pg_get_functiondef('{function}'::regproc); piece text := $piece${old}$piece$; BEGIN
    IF length(known) - length(replace(known, piece, '')) <> length(piece) THEN
        RAISE EXCEPTION '{function} is not what this migration changes';
    END IF;
    EXECUTE replace(known, piece, $piece${new}$piece$);
END $change$;
"""


def changed(function: str, old: str, new: str) -> migrations.RunSQL:
    """A change of one piece of a function, and the way back."""
    return migrations.RunSQL(
        CHANGE.format(function=function, old=old, new=new), CHANGE.format(function=function, old=new, new=old)
    )


REQUESTS_GO = "        AND h.verb IN ('U', 'D') AND h.row_ids[1] = r.id WHERE r.person_id = ANY (people));\n"
WORDS_GO = """    -- So do the words by which a consent was withdrawn: they are those of the request.
    UPDATE consent_withdrawal SET why = '-' WHERE person_id = ANY (people) AND why <> '-';
    images := images || ARRAY(SELECT h.id FROM consent_withdrawal w JOIN history h ON h.table_name = 'consent_withdrawal'
        AND h.verb IN ('U', 'D') AND h.row_ids[1] = w.id WHERE w.person_id = ANY (people));
"""

# Whom a deed touched: requests and withdrawals are of one person each, a consent is of many.
OF_ONE = "ARRAY['enrolment', 'card', 'bank_account', 'health_result'"
OF_ROWS = "FROM touched WHERE table_name IN (''person'', ''cover_month'')\n"
OF_MANY = """            UNION ALL SELECT unnest(c.people), t.table_name, t.what, t.verb
            FROM touched t JOIN consent c ON t.table_name = ''consent'' AND c.id = t.row_id
"""
CLASS = "                WHEN o.table_name = ''health_result'' THEN ''health''\n"
OF_RIGHTS = (
    "                WHEN o.table_name IN (''consent'', ''consent_withdrawal'', ''data_request'') THEN ''rights''\n"
)
TOUCHED = (
    (OF_ONE + "]", OF_ONE + ", 'consent_withdrawal', 'data_request']"),
    (OF_ROWS, OF_ROWS + OF_MANY),
    (CLASS, CLASS + OF_RIGHTS),
)

# Months below which nothing is erased, whatever a caller says: those of `privacy.toml`, which a test holds to them. They stand
# in the SQL below as well, where the same test finds them.
FLOORS = {"identity": 120, "bank": 60, "health": 24}
LATEST = """
-- The last day that an erasure may be dated with: an office in the east is a day ahead of the clock of the server.
CREATE FUNCTION last_day_of_erasure() RETURNS date LANGUAGE sql STABLE RETURN current_date + 1;
"""
WAITS = " THEN 'person_who_waits_is_not_erased'\n"
KEPT = """        WHEN coalesce(greatest(
                (SELECT max(month) + interval '1 month' FROM cover_month WHERE person_id = NEW.id),
                (SELECT max(coalesce(ended_on, proposed_on)) FROM enrolment WHERE person_id = NEW.id)
            ) + interval '120 months', 'infinity') > least(NEW.erased_on, last_day_of_erasure())
            THEN 'person_is_kept_until_retention_ends'
"""
RAISES = "        RAISE EXCEPTION 'nothing that has a retention of its own' USING ERRCODE = 'undefined_table';\n    END IF;\n"
NOT_SHORT = """    IF months < (CASE held WHEN 'bank_account' THEN 60 ELSE 24 END) THEN
        RAISE EXCEPTION 'this is kept longer' USING ERRCODE = 'check_violation', CONSTRAINT = 'retention_is_never_cut_short';
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_follow_the_person"), ("access", "0012_what_leaves")]
    operations = [
        migrations.RunSQL(CONSENT, UNDO_CONSENT),
        changed("erase_traces", REQUESTS_GO, REQUESTS_GO + WORDS_GO),
        *(changed("people_touched", old, new) for old, new in TOUCHED),
        migrations.RunSQL(LATEST, "DROP FUNCTION last_day_of_erasure;"),
        changed("guard_erasure", WAITS, WAITS + KEPT),
        changed("erase_rows", RAISES, RAISES + NOT_SHORT),
    ]
