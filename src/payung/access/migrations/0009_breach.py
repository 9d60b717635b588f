"""Breaches: what was looked for and who was told; the people of a closed one are frozen. Whom somebody touched, from the log."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q

GUARD = """
-- The eyes of whoever handles breaches: people as numbers, in the area of the role, whether or not the role sees their names.
CREATE FUNCTION in_breach_eyes(place text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (place <> '' OR acting('breach_from') = '0') AND acting('breach_from') <> ''
        AND (place = '' OR place COLLATE "C" >= acting('breach_from')) AND place COLLATE "C" < acting('breach_until');

DO $$ DECLARE guarded text; place text; BEGIN
    FOR guarded, place IN VALUES ('breach', 'area'), ('breach_notice', 'area'), ('breach_person', 'village') LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY owner_keeps_everything ON %I TO %I USING (true) WITH CHECK (true)', guarded, current_user);
        EXECUTE format('CREATE POLICY area_sees_its_own ON %I USING (in_breach_eyes(%I))', guarded, place);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON breach_notice, breach_person FROM payung_app;
        REVOKE DELETE ON breach FROM payung_app;
    END IF;
END $$;
SELECT keep_history_at('breach', 'area'), keep_history_at('breach_notice', 'area'), keep_history('breach_person');

CREATE FUNCTION guard_breach() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN OLD.closed_at IS NOT NULL THEN 'breach_closed_stays_closed'
        WHEN NEW.known_at <> OLD.known_at THEN 'breach_clock_is_never_set_back'
        WHEN NEW.closed_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM breach_notice WHERE breach_id = NEW.id AND told = 'agency') THEN 'breach_is_closed_when_the_agency_knows'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'this breach cannot be changed so' USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON breach FOR EACH ROW EXECUTE FUNCTION guard_breach();
CREATE FUNCTION guard_breach_people() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM breach WHERE id IN (SELECT breach_id FROM fresh) AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the list is frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'breach_people_are_frozen';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON breach_person REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION guard_breach_people();
"""

TOUCHED = """
CREATE INDEX history_from_an_address ON history (address, at) WHERE address <> '';

-- Whom a user, an address, a time window or any mixture touched, by writing or reading: one row a person, class of data and way.
-- The search is put together of what was asked alone, so that it can go by an index. Tables of later floors are named here.
CREATE FUNCTION people_touched(who text, place text, since timestamptz, until timestamptz)
    RETURNS TABLE (person_id bigint, village text, data text, did text) LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE asked text; own text;
BEGIN
    asked := concat_ws(' AND ', CASE WHEN who <> '' THEN 'by = $1' END,
        CASE WHEN place <> '' THEN 'address = $2 AND address <> ''''' END,
        CASE WHEN since IS NOT NULL THEN 'at >= $3' END, CASE WHEN until IS NOT NULL THEN 'at < $4' END);
    IF asked = '' THEN
        RETURN;
    END IF;
    own := (SELECT string_agg(format(
            'UNION ALL SELECT w.person_id, t.table_name, t.what, t.verb
            FROM touched t JOIN %1$I w ON t.table_name = %1$L AND w.id = t.row_id', name), ' ')
        FROM unnest(ARRAY['enrolment', 'card', 'bank_account', 'health_result']) AS name WHERE to_regclass(name) IS NOT NULL);
    RETURN QUERY EXECUTE format(
        'WITH touched AS MATERIALIZED (
            SELECT DISTINCT table_name, what, verb, row_id FROM history, unnest(row_ids) AS row_id WHERE %s
        ), of_people AS (
            SELECT row_id AS person_id, table_name, what, verb FROM touched WHERE table_name IN (''person'', ''cover_month'')
            %s
            UNION ALL SELECT e.person_id, t.table_name, t.what, t.verb
            FROM touched t JOIN enrolment e ON t.table_name = ''batch'' AND t.verb = ''R'' AND e.batch = t.row_id
        )
        SELECT DISTINCT p.id, p.village::text, CASE
                WHEN o.what IN (''nik'', ''health'', ''bank'', ''export'') THEN o.what
                WHEN o.table_name = ''person'' THEN ''identity''
                WHEN o.table_name = ''bank_account'' THEN ''bank''
                WHEN o.table_name = ''health_result'' THEN ''health''
                WHEN o.table_name = ''batch'' THEN ''lists''
                ELSE ''cover''
            END, CASE WHEN o.verb = ''R'' THEN ''read'' ELSE ''write'' END
        FROM of_people o JOIN person p ON p.id = o.person_id
        WHERE p.village >= acting(''breach_from'') AND p.village < acting(''breach_until'') AND acting(''breach_from'') <> ''''',
        asked, own) USING who, place, since, until;
END $$;

-- The people of one breach: those the log knows of while it is open, those that were frozen once it is closed.
CREATE FUNCTION people_of_breach(asked bigint) RETURNS TABLE (person_id bigint, village text, data text, did text)
    LANGUAGE plpgsql STABLE AS $$
DECLARE found breach;
BEGIN
    SELECT * INTO found FROM breach WHERE id = asked;
    IF found.closed_at IS NOT NULL THEN
        RETURN QUERY SELECT b.person, b.village::text, split_part(each, ' ', 1), split_part(each, ' ', 2)
            FROM breach_person b, unnest(b.data) AS each WHERE b.breach_id = asked;
    ELSIF found.id IS NOT NULL THEN
        RETURN QUERY SELECT * FROM people_touched(found.username, found.address, found.begins_at, found.ends_at);
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION guard_breach, guard_breach_people FROM PUBLIC;
"""
UNDO_TOUCHED = """
DROP FUNCTION people_of_breach, people_touched;
DROP INDEX history_from_an_address;
"""
UNDO_GUARD = """
SELECT forget_history('breach'), forget_history('breach_notice'), forget_history('breach_person');
DROP TRIGGER guard ON breach; DROP TRIGGER guard ON breach_person;
DO $$ DECLARE guarded text; BEGIN
    FOREACH guarded IN ARRAY ARRAY['breach', 'breach_notice', 'breach_person'] LOOP
        EXECUTE format('DROP POLICY owner_keeps_everything ON %I', guarded);
        EXECUTE format('DROP POLICY area_sees_its_own ON %I', guarded);
    END LOOP;
END $$;
DROP FUNCTION guard_breach, guard_breach_people, in_breach_eyes;
"""


def _key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


BREACH = migrations.CreateModel(
    name="Breach",
    fields=[
        ("id", _key()),
        ("area", models.CharField(blank=True, db_collation="C", max_length=13)),
        ("username", models.CharField(blank=True, help_text="empty: whoever it was", max_length=60)),
        ("address", models.CharField(blank=True, help_text="empty: from anywhere", max_length=45)),
        ("begins_at", models.DateTimeField(null=True)),
        ("ends_at", models.DateTimeField(null=True)),
        ("known_at", models.DateTimeField(help_text="when it became known: the clock runs from here")),
        ("happened", models.CharField(max_length=1000)),
        ("data", models.CharField(max_length=1000)),
        ("handling", models.CharField(max_length=1000)),
        ("opened_by", models.CharField(max_length=60)),
        ("opened_at", models.DateTimeField()),
        ("closed_by", models.CharField(max_length=60, null=True)),
        ("closed_at", models.DateTimeField(null=True)),
    ],
    options={
        "db_table": "breach",
        "ordering": ["-id"],
        "constraints": [
            models.CheckConstraint(
                name="breach_says_what_to_look_for",
                condition=~Q(username="", address="", begins_at__isnull=True, ends_at__isnull=True),
            ),
            models.CheckConstraint(
                name="breach_window_ends_after_it_begins",
                condition=Q(begins_at=None) | Q(ends_at__gt=F("begins_at")) | Q(ends_at=None),
            ),
            models.CheckConstraint(
                name="breach_is_known_after_it_began", condition=Q(begins_at=None) | Q(known_at__gte=F("begins_at"))
            ),
            models.CheckConstraint(
                name="breach_says_what_happened_to_which_data", condition=~Q(happened="") & ~Q(data="") & ~Q(handling="")
            ),
            models.CheckConstraint(
                name="breach_is_closed_whole",
                condition=Q(closed_by=None, closed_at=None) | Q(closed_by__isnull=False, closed_at__isnull=False),
            ),
        ],
    },
)  # fmt: skip
NOTICE = migrations.CreateModel(
    name="BreachNotice",
    fields=[
        ("id", _key()),
        ("breach", models.ForeignKey(on_delete=models.deletion.PROTECT, to="access.breach")),
        ("area", models.CharField(blank=True, db_collation="C", max_length=13)),
        ("told", models.CharField(max_length=10)),
        ("village", models.CharField(blank=True, db_collation="C", max_length=13)),
        ("how", models.CharField(max_length=300)),
        ("told_at", models.DateTimeField()),
        ("noted_by", models.CharField(max_length=60)),
    ],
    options={
        "db_table": "breach_notice",
        "ordering": ["told_at", "id"],
        "constraints": [
            models.CheckConstraint(
                name="breach_notice_is_to_agency_people_or_public", condition=Q(told__in=["agency", "people", "public"])
            ),
            models.CheckConstraint(name="breach_notice_says_how", condition=~Q(how="")),
        ],
    },
)
PERSON = migrations.CreateModel(
    name="BreachPerson",
    fields=[
        ("id", _key()),
        ("breach", models.ForeignKey(db_index=False, on_delete=models.deletion.PROTECT, to="access.breach")),
        ("person", models.BigIntegerField()),
        ("village", models.CharField(db_collation="C", max_length=13)),
        (
            "data",
            ArrayField(models.CharField(max_length=20), help_text="class of data and way: nik read, identity write"),
        ),
    ],
    options={
        "db_table": "breach_person",
        "constraints": [
            models.UniqueConstraint(name="breach_person_is_listed_once", fields=["breach", "person"]),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("access", "0008_images")]
    operations = [BREACH, NOTICE, PERSON, migrations.RunSQL(GUARD + TOUCHED, UNDO_TOUCHED + UNDO_GUARD)]
