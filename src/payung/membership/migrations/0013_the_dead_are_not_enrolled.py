"""Of which workers of a list a death is noted: they are not enrolled, wherever they stand."""

from django.db import migrations

# From another area it is told only under the name that stands there, as `move_people` takes nobody over under another: a number
# that somebody guessed tells nothing of whoever it belongs to.
FORWARD = """
CREATE INDEX person_who_died ON person (nik) WHERE died_on IS NOT NULL;
CREATE FUNCTION dead_workers(niks text[], names text[]) RETURNS SETOF varchar LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
    SELECT person.nik FROM person JOIN unnest(niks, names) AS asked (nik, name) ON asked.nik = person.nik
    WHERE died_on IS NOT NULL AND (
        person.village >= area_from() COLLATE "C" AND person.village < area_until() COLLATE "C"
        OR plain_name(person.name) = plain_name(asked.name))
$$;
REVOKE EXECUTE ON FUNCTION dead_workers FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT EXECUTE ON FUNCTION dead_workers TO payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0012_falling_out"), ("people", "0008_died_on")]
    operations = [migrations.RunSQL(FORWARD, "DROP FUNCTION dead_workers; DROP INDEX person_who_died;")]
