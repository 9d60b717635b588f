"""A freed place is offered and held until a day: to somebody who waits, once at a time, answered once."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
SELECT protect_by_area('offer'), keep_history('offer'), require_known_villages('offer');

CREATE FUNCTION offer_must_be_to_somebody_waiting() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM fresh LEFT JOIN enrolment e ON e.id = fresh.enrolment_id
            AND e.line_id = fresh.line_id AND e.village = fresh.village AND e.state = 'waiting'
        WHERE e.id IS NULL
    ) THEN
        RAISE EXCEPTION 'offer to nobody who waits'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'offer_is_to_somebody_waiting';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER waiting_of_inserts AFTER INSERT ON offer REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION offer_must_be_to_somebody_waiting();

-- What was offered stays as it was; it is answered once, and accepted only together with the place.
CREATE FUNCTION offer_must_be_answered_once() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.state <> 'open' OR (OLD.enrolment_id, OLD.line_id, OLD.village, OLD.offered_on, OLD.held_until, OLD.cover_from)
        IS DISTINCT FROM (NEW.enrolment_id, NEW.line_id, NEW.village, NEW.offered_on, NEW.held_until, NEW.cover_from) THEN
        RAISE EXCEPTION 'an answered offer changes no more'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_is_answered_once';
    ELSIF NEW.state = 'accepted' AND NOT EXISTS (
        SELECT FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.state = 'placed'
    ) THEN
        RAISE EXCEPTION 'accepted without a place'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'offer_accepted_gives_a_place';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answer_once BEFORE UPDATE ON offer FOR EACH ROW EXECUTE FUNCTION offer_must_be_answered_once();

REVOKE EXECUTE ON FUNCTION offer_must_be_to_somebody_waiting, offer_must_be_answered_once FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE DELETE ON offer FROM payung_app;
    END IF;
END $$;
"""
UNDO = """
DROP TRIGGER answer_once ON offer; DROP TRIGGER waiting_of_inserts ON offer;
DROP FUNCTION offer_must_be_answered_once, offer_must_be_to_somebody_waiting;
DROP TRIGGER history_of_inserts ON offer; DROP TRIGGER history_of_updates ON offer; DROP TRIGGER history_of_deletes ON offer;
DROP TRIGGER village_of_inserts ON offer; DROP TRIGGER village_of_updates ON offer;
DROP POLICY owner_keeps_everything ON offer; DROP POLICY area_sees_its_own ON offer;
ALTER TABLE offer DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0005_waiting_rule"),
        ("funding", "0004_ledger"),
        ("membership", "0009_bpjs_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("offered_on", models.DateField()),
                ("held_until", models.DateField(help_text="the last day on which it can be accepted")),
                (
                    "cover_from",
                    models.DateField(
                        help_text="the first month that it can be covered in: whoever had it before is paid until then"
                    ),
                ),
                ("state", models.CharField(db_default="open", default="open", max_length=8)),
                ("answered_on", models.DateField(null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="membership.enrolment"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="funding.fundingline"
                    ),
                ),
            ],
            options={
                "db_table": "offer",
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["line", "village"], name="offer_open"),
                    models.Index(fields=["enrolment", "id"], name="offer_of_an_enrolment"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("open", "accepted", "declined", "expired"))),
                        name="offer_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held_until__gte", models.F("offered_on"))),
                        name="offer_is_held_from_its_day_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cover_from__day", 1)), name="offer_covers_from_a_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("state", "open")),
                            models.Q(models.Q(("state", "open"), _negated=True), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="offer_has_a_day_of_its_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            ("answered_on__lte", models.F("held_until")),
                            _connector="OR",
                        ),
                        name="offer_is_accepted_while_it_is_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "expired"), _negated=True),
                            ("answered_on__gt", models.F("held_until")),
                            _connector="OR",
                        ),
                        name="offer_expires_after_its_last_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("enrolment",), name="offer_is_one_at_a_time"
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
