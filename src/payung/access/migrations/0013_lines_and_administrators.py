"""A line is given by those in whose area it pays; and one count of administrators, wherever two are asked for."""

from django.db import migrations

LINES = """
-- The area of a sponsor's role is what two administrators answer for; the line is what the sponsor sees. They must meet: the
-- line pays inside the area, or in a region above it, whose lines are seen from there anyway. Taking a role is always allowed.
CREATE FUNCTION role_change_meets_its_line() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM funding_line
        WHERE code = NEW.line AND (starts_with(region, NEW.area) OR starts_with(NEW.area, region))
    ) THEN
        RAISE EXCEPTION 'a line of another area' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'role_change_is_on_a_line_of_the_area';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER line_of_the_area BEFORE INSERT OR UPDATE ON role_change FOR EACH ROW
    WHEN (NEW.line <> '' AND NEW.verb = 'give' AND NEW.granted IS DISTINCT FROM false)
    EXECUTE FUNCTION role_change_meets_its_line();
REVOKE EXECUTE ON FUNCTION role_change_meets_its_line FROM PUBLIC;
"""
UNDO_LINES = "DROP TRIGGER line_of_the_area ON role_change; DROP FUNCTION role_change_meets_its_line;"

COUNT = """
-- Who can decide a role, of one kind: active real users, or active users of demo mode. The database does not know whether demo
-- mode is on, and the two kinds never stand in for one another: outside demo mode nobody can sign in as a demo user.
CREATE FUNCTION administrators_who_decide(demo boolean) RETURNS bigint LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp RETURN (
        SELECT count(DISTINCT username) FROM role_held JOIN app_user USING (username)
        WHERE role = 'administrator' AND is_active AND is_demo = demo
    );
REVOKE EXECUTE ON FUNCTION administrators_who_decide FROM PUBLIC;
"""
UNDO_COUNT = "DROP FUNCTION administrators_who_decide;"

_EFFECT = """
CREATE OR REPLACE FUNCTION role_change_takes_effect() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.granted AND NEW.verb = 'give' THEN
        INSERT INTO role_held (username, role, area, line) VALUES (NEW.username, NEW.role, NEW.area, NEW.line)
        ON CONFLICT DO NOTHING;
    ELSIF NEW.granted THEN
        PERFORM pg_advisory_xact_lock(hashtext('administrators'));
        DELETE FROM role_held WHERE username = NEW.username AND role = NEW.role AND area = NEW.area AND line = NEW.line;
        IF NEW.role = 'administrator'
            AND ({count}) < 2 THEN
            RAISE EXCEPTION 'too few administrators'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'two_administrators_stay';
        END IF;
    END IF;
    RETURN NULL;
END $$;
"""
_SEAT = """
CREATE OR REPLACE FUNCTION seat_administrator(asked_username text, asked_area text) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('administrators'));
    IF ({count}) >= 2 THEN
        RETURN false;
    END IF;
    INSERT INTO role_held (username, role, area, line) VALUES (asked_username, 'administrator', asked_area, '')
    ON CONFLICT DO NOTHING;
    RETURN true;
END $$;
"""
STAY = _EFFECT.replace(
    "{count}", "SELECT administrators_who_decide((SELECT is_demo FROM app_user WHERE username = NEW.username))"
) + _SEAT.replace("{count}", "administrators_who_decide(false)")
UNDO_STAY = _EFFECT.replace(
    "{count}", "SELECT count(DISTINCT username) FROM role_held WHERE role = 'administrator'"
) + _SEAT.replace(
    "{count}",
    "SELECT count(DISTINCT username) FROM role_held JOIN app_user USING (username)"
    " WHERE role = 'administrator' AND NOT is_demo",
)


class Migration(migrations.Migration):
    dependencies = [("access", "0012_what_leaves"), ("funding", "0002_seen_by_area")]
    operations = [
        migrations.RunSQL(LINES, UNDO_LINES),
        migrations.RunSQL(COUNT, UNDO_COUNT),
        migrations.RunSQL(STAY, UNDO_STAY),
    ]
