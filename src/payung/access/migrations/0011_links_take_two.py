"""A link by which the password of somebody with a role is set anew takes two people: see docs/adr/0009."""

from django.db import migrations, models
from django.db.models import F, Q

TWO = """
-- Whether a link opens nothing yet: its user holds a role, or one waits to be given, and nobody else has confirmed it. Whoever
-- runs commands on the machine (operator) holds its keys anyway, and hands out the first links.
CREATE FUNCTION invitation_waits(asked bigint) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp RETURN EXISTS (
        SELECT FROM invitation i JOIN app_user u ON u.id = i.user_id
        WHERE i.id = asked AND i.made_by <> 'operator' AND i.confirmed_by IS NULL AND (
            EXISTS (SELECT FROM role_held h WHERE h.username = u.username)
            OR EXISTS (SELECT FROM role_change c WHERE c.username = u.username AND c.verb = 'give' AND c.decided_by IS NULL)
        )
    );

-- An administrator of every place in which a user holds a role.
CREATE FUNCTION looks_after(asked_administrator text, asked_user bigint) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp RETURN
        EXISTS (SELECT FROM role_held WHERE username = asked_administrator AND role = 'administrator')
        AND NOT EXISTS (
            SELECT FROM app_user u JOIN role_held h USING (username)
            WHERE u.id = asked_user AND NOT holds_in(asked_administrator, 'administrator', h.area)
        );

CREATE FUNCTION invitation_takes_two() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE broken text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        broken := CASE
            WHEN NEW.made_by <> written_by() THEN 'invitation_is_made_in_ones_own_name'
            WHEN NEW.confirmed_by IS NOT NULL THEN 'invitation_is_made_before_it_is_confirmed'
        END;
    ELSE
        broken := CASE
            WHEN OLD.used_at IS NULL AND NEW.used_at IS NOT NULL AND invitation_waits(NEW.id)
                THEN 'invitation_to_a_role_takes_two'
            WHEN NEW.confirmed_by IS NOT DISTINCT FROM OLD.confirmed_by THEN NULL
            WHEN OLD.confirmed_by IS NOT NULL THEN 'invitation_is_confirmed_once'
            WHEN NEW.confirmed_by <> written_by() THEN 'invitation_is_confirmed_in_ones_own_name'
            WHEN NEW.confirmed_by = (SELECT username FROM app_user WHERE id = NEW.user_id)
                THEN 'invitation_is_not_confirmed_by_whom_it_concerns'
            WHEN NOT looks_after(NEW.confirmed_by, NEW.user_id) THEN 'invitation_is_confirmed_by_an_administrator'
        END;
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'a link takes two people' USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER two_people BEFORE INSERT OR UPDATE ON invitation FOR EACH ROW EXECUTE FUNCTION invitation_takes_two();
REVOKE EXECUTE ON FUNCTION invitation_takes_two, looks_after FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON invitation FROM payung_app;
        GRANT UPDATE (used_at, revoked_at, confirmed_by, confirmed_at) ON invitation TO payung_app;
    END IF;
END $$;
"""
UNDO_TWO = """
DROP TRIGGER two_people ON invitation;
DROP FUNCTION invitation_takes_two, looks_after, invitation_waits;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT UPDATE, DELETE ON invitation TO payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0010_audit_page")]
    operations = [
        migrations.AddField("invitation", "confirmed_by", models.CharField(max_length=60, null=True)),
        migrations.AddField("invitation", "confirmed_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                name="invitation_is_confirmed_by_another",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("made_by")),
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                name="invitation_is_confirmed_whole",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(name="user_is_not_called_operator", condition=~Q(username="operator")),
        ),
        migrations.RunSQL(TWO, UNDO_TWO),
    ]
