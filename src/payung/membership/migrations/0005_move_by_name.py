"""A village takes over a worker of another area only under the name that stands there: a number alone opens nobody's data."""

from django.db import migrations

PLAIN = """
CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(upper(name), '[^A-Z]', '', 'g');
"""

# Within the own area the worker is seen anyway, and a list may mend a name; from elsewhere the name has to be known.
MOVE = """
CREATE FUNCTION move_people(niks text[], villages text[], names text[], first_month date, until date) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moved bigint;
BEGIN
    UPDATE person SET village = moving.village
    FROM unnest(niks, villages, names) AS moving (nik, village, name)
    WHERE person.nik = moving.nik AND person.village <> moving.village COLLATE "C"
        AND moving.village >= area_from() COLLATE "C" AND moving.village < area_until() COLLATE "C"
        AND ((person.village >= area_from() COLLATE "C" AND person.village < area_until() COLLATE "C")
            OR plain_name(person.name) = plain_name(moving.name))
        AND NOT EXISTS (
            SELECT FROM cover_month m WHERE m.person_id = person.id AND m.month >= first_month AND m.month < until
        );
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN moved;
END $$;
"""
BEFORE = """
CREATE FUNCTION move_people(niks text[], villages text[], first_month date, until date) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moved bigint;
BEGIN
    UPDATE person SET village = moving.village
    FROM unnest(niks, villages) AS moving (nik, village)
    WHERE person.nik = moving.nik AND person.village <> moving.village COLLATE "C"
        AND moving.village >= area_from() COLLATE "C" AND moving.village < area_until() COLLATE "C"
        AND NOT EXISTS (
            SELECT FROM cover_month m WHERE m.person_id = person.id AND m.month >= first_month AND m.month < until
        );
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN moved;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0004_ledger_in_the_log")]
    operations = [
        migrations.RunSQL(
            PLAIN + "DROP FUNCTION move_people(text[], text[], date, date);" + MOVE,
            "DROP FUNCTION move_people(text[], text[], text[], date, date);" + BEFORE + "DROP FUNCTION plain_name;",
        )
    ]
