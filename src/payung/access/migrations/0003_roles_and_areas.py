"""Roles held in an area or on a line, given and taken by two people."""

from django.db import migrations, models
from django.db.models import F, Q

ROLES = """
-- Who had one role in one area until now holds it from now on.
INSERT INTO role_held (username, role, area, line) SELECT username, role, area, '' FROM app_user WHERE role <> '';

ALTER TABLE role_held ADD CONSTRAINT role_is_held_by_a_known_user
    FOREIGN KEY (username) REFERENCES app_user (username) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE role_change ADD CONSTRAINT role_change_concerns_a_known_user
    FOREIGN KEY (username) REFERENCES app_user (username) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION holds_in(asked_username text, asked_role text, asked_area text) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp RETURN EXISTS (
        SELECT FROM role_held WHERE username = asked_username AND role = asked_role
            AND left(asked_area, length(area)) = area
    );

-- Four eyes as a rule of the database: asked for and decided in one's own name, once, and by an administrator of the area.
CREATE FUNCTION role_change_takes_two() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'INSERT' AND NEW.decided_by IS NOT NULL THEN 'role_change_is_asked_before_it_is_decided'
        WHEN TG_OP = 'INSERT' AND NEW.asked_by <> written_by() THEN 'role_change_is_asked_in_ones_own_name'
        WHEN TG_OP = 'UPDATE' AND OLD.decided_by IS NOT NULL THEN 'role_change_is_decided_once'
        WHEN TG_OP = 'UPDATE' AND NEW.decided_by <> written_by() THEN 'role_change_is_decided_in_ones_own_name'
        WHEN TG_OP = 'UPDATE' AND NOT holds_in(NEW.decided_by, 'administrator', NEW.area)
            THEN 'role_change_is_decided_by_an_administrator'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'a role change takes two people' USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER two_people BEFORE INSERT OR UPDATE ON role_change FOR EACH ROW EXECUTE FUNCTION role_change_takes_two();

CREATE FUNCTION role_change_takes_effect() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.granted AND NEW.verb = 'give' THEN
        INSERT INTO role_held (username, role, area, line) VALUES (NEW.username, NEW.role, NEW.area, NEW.line)
        ON CONFLICT DO NOTHING;
    ELSIF NEW.granted THEN
        PERFORM pg_advisory_xact_lock(hashtext('administrators'));
        DELETE FROM role_held WHERE username = NEW.username AND role = NEW.role AND area = NEW.area AND line = NEW.line;
        IF NEW.role = 'administrator'
            AND (SELECT count(DISTINCT username) FROM role_held WHERE role = 'administrator') < 2 THEN
            RAISE EXCEPTION 'too few administrators'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'two_administrators_stay';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER effect AFTER UPDATE ON role_change FOR EACH ROW EXECUTE FUNCTION role_change_takes_effect();

-- The first two administrators have nobody to decide for them.
CREATE FUNCTION seat_administrator(asked_username text, asked_area text) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('administrators'));
    IF (SELECT count(DISTINCT username) FROM role_held JOIN app_user USING (username)
        WHERE role = 'administrator' AND NOT is_demo) >= 2 THEN
        RETURN false;
    END IF;
    INSERT INTO role_held (username, role, area, line) VALUES (asked_username, 'administrator', asked_area, '')
    ON CONFLICT DO NOTHING;
    RETURN true;
END $$;

-- A user of demo mode, whom no password opens and whom only demo mode lets in.
CREATE FUNCTION seat_demo_user(asked_username text, asked_role text, asked_area text, asked_line text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM app_user WHERE username = asked_username AND is_demo) THEN
        RAISE EXCEPTION 'no user of demo mode'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_demo_user_is_seated_alone';
    END IF;
    INSERT INTO role_held (username, role, area, line) VALUES (asked_username, asked_role, asked_area, asked_line)
    ON CONFLICT DO NOTHING;
END $$;
REVOKE EXECUTE ON FUNCTION role_change_takes_two, role_change_takes_effect, holds_in FROM PUBLIC;

SELECT keep_history_at('app_user', 'acting(''area'')', 'id', '{password}'),
    keep_history_at('role_held', 'area'), keep_history_at('role_change', 'area');
"""

SIGHT = """
DO $$ DECLARE guarded text; BEGIN
    FOREACH guarded IN ARRAY ARRAY['role_held', 'role_change'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', guarded);
        EXECUTE format('CREATE POLICY owner_keeps_everything ON %I TO %I USING (true) WITH CHECK (true)', guarded, current_user);
        EXECUTE format(
            'CREATE POLICY area_sees_its_own ON %I USING ((area <> '''' OR (SELECT acting(''held_from'')) = ''0'')
                AND (SELECT acting(''held_from'')) <> ''''
                AND (area = '''' OR area >= (SELECT acting(''held_from'') COLLATE "C"))
                AND area < (SELECT acting(''held_until'') COLLATE "C"))', guarded);
        EXECUTE format('CREATE POLICY user_sees_the_own ON %I FOR SELECT USING (username = (SELECT written_by()))', guarded);
    END LOOP;
END $$;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE INSERT, UPDATE, DELETE ON role_held FROM payung_app;
        REVOKE UPDATE, DELETE ON role_change FROM payung_app;
        GRANT UPDATE (decided_by, decided_at, granted) ON role_change TO payung_app;
        REVOKE DELETE ON app_user FROM payung_app;
    END IF;
END $$;
"""

UNDO_ROLES = """
SELECT forget_history('app_user'), forget_history('role_held'), forget_history('role_change');
DROP TRIGGER two_people ON role_change; DROP TRIGGER effect ON role_change;
DROP POLICY owner_keeps_everything ON role_held; DROP POLICY area_sees_its_own ON role_held;
DROP POLICY user_sees_the_own ON role_held;
DROP POLICY owner_keeps_everything ON role_change; DROP POLICY area_sees_its_own ON role_change;
DROP POLICY user_sees_the_own ON role_change;
ALTER TABLE role_held DROP CONSTRAINT role_is_held_by_a_known_user;
ALTER TABLE role_change DROP CONSTRAINT role_change_concerns_a_known_user;
DROP FUNCTION role_change_takes_two, role_change_takes_effect, seat_administrator, seat_demo_user, holds_in;
UPDATE app_user SET role = first.role, area = first.area
FROM (SELECT DISTINCT ON (username) username, role, area FROM role_held ORDER BY username, id) AS first
WHERE first.username = app_user.username;
"""


def _key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _area(**more: object) -> models.CharField:
    return models.CharField(max_length=13, db_collation="C", blank=True, **more)


ROLE_HELD = migrations.CreateModel(
    name="RoleHeld",
    fields=[
        ("id", _key()),
        ("username", models.CharField(max_length=60)),
        ("role", models.CharField(max_length=30)),
        ("area", _area(help_text="empty: the whole country")),
        ("line", models.CharField(blank=True, help_text="code of the funding line, for sponsors", max_length=40)),
    ],
    options={
        "db_table": "role_held",
        "ordering": ["id"],
        "constraints": [
            models.UniqueConstraint(name="role_is_held_once", fields=["username", "role", "area", "line"]),
        ],
    },
)
ROLE_CHANGE = migrations.CreateModel(
    name="RoleChange",
    fields=[
        ("id", _key()),
        ("username", models.CharField(max_length=60)),
        ("role", models.CharField(max_length=30)),
        ("area", _area()),
        ("line", models.CharField(blank=True, max_length=40)),
        ("verb", models.CharField(max_length=4)),
        ("why", models.CharField(max_length=300)),
        ("asked_by", models.CharField(max_length=60)),
        ("asked_at", models.DateTimeField()),
        ("decided_by", models.CharField(max_length=60, null=True)),
        ("decided_at", models.DateTimeField(null=True)),
        ("granted", models.BooleanField(null=True)),
    ],
    options={
        "db_table": "role_change",
        "ordering": ["-id"],
        "constraints": [
            models.CheckConstraint(name="role_change_gives_or_takes", condition=Q(verb__in=["give", "take"])),
            models.CheckConstraint(name="role_change_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="role_change_is_decided_by_another", condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="role_change_is_not_decided_by_whom_it_concerns",
                condition=Q(decided_by=None) | ~Q(decided_by=F("username")),
            ),
            models.CheckConstraint(
                name="role_change_is_decided_whole",
                condition=Q(decided_by=None, decided_at=None, granted=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, granted__isnull=False),
            ),
            models.UniqueConstraint(
                name="role_change_waits_once", fields=["username", "role", "area", "line"], condition=Q(decided_by=None)
            ),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("access", "0003_eyes_and_history")]
    operations = [
        ROLE_HELD,
        ROLE_CHANGE,
        migrations.RunSQL(ROLES + SIGHT, UNDO_ROLES),
        migrations.RemoveField("user", "role"),
        migrations.RemoveField("user", "area"),
    ]
