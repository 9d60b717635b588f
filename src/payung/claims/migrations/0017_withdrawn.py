"""A wrong report is withdrawn, a wrong fact corrected: for a reason, before anything is decided, and readable for good."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

changed = import_module("payung.people.migrations.0006_rights_hold").changed

STANDS = ~Q(state="withdrawn")
KNOWN = ("reported", "complete", "assessed", "approved", "paid", "refused")
GIVEN_UP = ("tried-too-often", "number-refused", "no-number", "too-old")


def _state_is_known(states: tuple[str, ...]) -> models.CheckConstraint:
    return models.CheckConstraint(name="claim_state_is_known", condition=Q(state__in=states))


def _given_up(reasons: tuple[str, ...]) -> models.CheckConstraint:
    return models.CheckConstraint(
        name="message_is_given_up_for_a_reason", condition=~Q(state="given-up") | Q(failed_why__in=reasons)
    )


GUARD = """
SELECT protect_by_area('claim_correction'), keep_history('claim_correction'), require_known_villages('claim_correction'),
    let_follow_the_person('claim_correction');
INSERT INTO claim_move VALUES ('reported', 'withdrawn'), ('complete', 'withdrawn'), ('assessed', 'withdrawn'),
    ('withdrawn', 'reported');

-- A fact that stands otherwise is written down with what stood, why, and the assessment that it makes void. Where it came from an
-- accident that a death was tied to or untied from, that says so itself. Words go once retention has ended; what may never change
-- is refused by `claim_takes_known_steps`.
CREATE FUNCTION claim_writes_its_corrections() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE facts_moved boolean := (OLD.happened_on, OLD.cause) IS DISTINCT FROM (NEW.happened_on, NEW.cause);
BEGIN
    IF NEW.kind <> OLD.kind OR (facts_moved AND OLD.state IN ('approved', 'paid'))
        OR EXISTS (SELECT FROM person WHERE id = NEW.person_id AND erased_on IS NOT NULL) THEN
        RETURN NULL;
    ELSIF NEW.follows_id IS NOT DISTINCT FROM OLD.follows_id
        AND NEW.state <> 'reported' AND (facts_moved OR NEW.state <> 'complete') THEN
        RAISE EXCEPTION 'too late' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_is_corrected_before_it_is_decided';
    ELSIF NEW.happened_on > (NEW.reported_at AT TIME ZONE 'Asia/Jakarta')::date THEN
        RAISE EXCEPTION 'not yet' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_happened_before_it_was_reported';
    END IF;
    INSERT INTO claim_correction (claim_id, person_id, village, what, old, new, why, by, at, voids_id)
    SELECT NEW.id, NEW.person_id, NEW.village, said.what, said.old, said.new, left(acting('reason'), 300),
        left(written_by(), 60), now(), (SELECT max(id) FROM claim_assessment WHERE claim_id = NEW.id)
    FROM (VALUES ('day', OLD.happened_on::text, NEW.happened_on::text), ('cause', OLD.cause, NEW.cause),
        ('place', OLD.happened_at, NEW.happened_at), ('story', OLD.story, NEW.story)) AS said (what, old, new)
    WHERE said.old <> said.new;
    RETURN NULL;
END $$;
CREATE TRIGGER corrections AFTER UPDATE ON claim FOR EACH ROW
    WHEN ((OLD.happened_on, OLD.cause, OLD.happened_at, OLD.story)
        IS DISTINCT FROM (NEW.happened_on, NEW.cause, NEW.happened_at, NEW.story))
    EXECUTE FUNCTION claim_writes_its_corrections();

-- Of a claim that was withdrawn nothing more is sent.
CREATE FUNCTION withdrawal_stops_messages() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE claim_message SET state = 'given-up', failed_why = 'withdrawn' WHERE claim_id = NEW.claim_id AND state = 'queued';
    RETURN NULL;
END $$;
CREATE TRIGGER stops_messages AFTER INSERT ON claim_step FOR EACH ROW WHEN (NEW.to_state = 'withdrawn')
    EXECUTE FUNCTION withdrawal_stops_messages();

REVOKE EXECUTE ON FUNCTION claim_writes_its_corrections, withdrawal_stops_messages FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE INSERT, UPDATE, DELETE ON claim_correction FROM payung_app;
    END IF;
END $$;
"""
UNGUARD = """
DROP TRIGGER stops_messages ON claim_step; DROP TRIGGER corrections ON claim;
DROP FUNCTION withdrawal_stops_messages, claim_writes_its_corrections;
DELETE FROM claim_move WHERE 'withdrawn' IN (from_state, to_state);
DROP TRIGGER claim_correction_follows_the_person ON person; SELECT forget_history('claim_correction');
DROP TRIGGER village_of_inserts ON claim_correction; DROP TRIGGER village_of_updates ON claim_correction;
DROP POLICY owner_keeps_everything ON claim_correction; DROP POLICY area_sees_its_own ON claim_correction;
ALTER TABLE claim_correction DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""

ASSESSED = "            THEN 'claim_is_assessed_by_somebody'\n"
WITHDRAWN = """        WHEN to_state = 'assessed' AND EXISTS (SELECT FROM claim_correction k WHERE k.claim_id = gone.id
            AND k.voids_id = (SELECT max(a.id) FROM claim_assessment a WHERE a.claim_id = gone.id))
            THEN 'assessment_is_of_the_corrected_facts'
        WHEN 'withdrawn' IN (from_state, to_state) AND acting('reason') = '' THEN 'withdrawal_says_why'
        WHEN to_state = 'withdrawn' AND EXISTS (
            SELECT FROM treatment_letter t WHERE t.claim_id = gone.id AND t.state <> 'cancelled'
        ) THEN 'withdrawn_claim_guarantees_nothing'
        WHEN to_state = 'withdrawn' AND EXISTS (SELECT FROM claim d WHERE d.follows_id = gone.id AND d.state <> 'withdrawn')
            OR from_state = 'withdrawn' AND EXISTS (SELECT FROM claim d JOIN claim a ON a.id = d.follows_id
                WHERE d.id = gone.id AND a.state = 'withdrawn') THEN 'death_follows_an_accident_that_stands'
"""
DECIDED = "held.state IN ('approved', 'paid', 'refused')"
OPEN = "state NOT IN ('paid', 'refused'))"
STEP_WORDS = "    UPDATE claim_step SET why = '' WHERE person_id = ANY (people) AND why <> '';\n"
WORDS_GO = "    UPDATE claim_correction SET old = '', new = '', why = '-' WHERE person_id = ANY (people);\n"
WALK = "FOREACH held IN ARRAY ARRAY['claim', "
TOUCHED = "'claim_report', "

NO_PLACE = "    IF without_place > 0 THEN\n"
CAME_BACK = """    IF without_place > 0 THEN
        -- Months that a death had ended come back where it was later than was told: they were the worker's, if the place is not.
        SELECT count(*) INTO without_place FROM fresh WHERE NOT EXISTS (
            SELECT FROM enrolment e
            WHERE e.person_id = fresh.person_id AND e.line_id = fresh.line_id AND e.state = 'placed'
        ) AND NOT EXISTS (
            SELECT FROM cover_ended c JOIN person p ON p.id = c.person_id
            WHERE c.person_id = fresh.person_id AND c.month = fresh.month AND c.line_id = fresh.line_id AND c.why = 'died'
                AND p.died_on >= fresh.month
        );
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0016_account_sent_to"),
        ("people", "0009_by_family_card"),
        ("membership", "0015_held_while_they_are_enrolled"),
    ]
    operations = [
        migrations.RemoveConstraint("claim", "claim_state_is_known"),
        migrations.RemoveConstraint("claim", "death_is_claimed_once"),
        migrations.RemoveConstraint("claim", "accident_is_claimed_once"),
        migrations.RemoveConstraint("claimmessage", "message_is_given_up_for_a_reason"),
        migrations.AlterField("claim", "follows", models.ForeignKey("claims.claim", django.db.models.deletion.PROTECT,
            null=True, help_text="the accident that this death came of")),
        migrations.AlterField("claim", "state", models.CharField(max_length=9, default="reported", db_default="reported")),
        migrations.AlterField("claimstep", "from_state", models.CharField(max_length=9)),
        migrations.AlterField("claimstep", "to_state", models.CharField(max_length=9)),
        migrations.AddConstraint("claim", _state_is_known((*KNOWN, "withdrawn"))),
        migrations.AddConstraint("claim", models.UniqueConstraint(name="death_is_claimed_once", fields=["person"],
            condition=Q(kind="death") & STANDS)),
        migrations.AddConstraint("claim", models.UniqueConstraint(name="accident_is_claimed_once",
            fields=["person", "happened_on"], condition=Q(kind="accident") & STANDS)),
        migrations.AddConstraint("claimmessage", _given_up((*GIVEN_UP, "withdrawn"))),
        migrations.CreateModel("ClaimCorrection", [
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("village", models.CharField(db_collation="C", max_length=13)),
            ("what", models.CharField(max_length=5)),
            ("old", models.CharField(blank=True, default="", max_length=2000)),
            ("new", models.CharField(blank=True, default="", max_length=2000)),
            ("why", models.CharField(max_length=300)),
            ("by", models.CharField(max_length=60)),
            ("at", models.DateTimeField()),
            ("claim", models.ForeignKey("claims.claim", django.db.models.deletion.PROTECT)),
            ("person", models.ForeignKey("people.person", django.db.models.deletion.PROTECT, db_constraint=False,
                db_index=False)),
            ("voids", models.ForeignKey("claims.assessment", django.db.models.deletion.PROTECT, db_index=False, null=True)),
        ], options={"db_table": "claim_correction", "ordering": ["id"]}),
        migrations.AddConstraint("claimcorrection", models.CheckConstraint(name="correction_is_of_a_known_fact",
            condition=Q(what__in=("day", "cause", "place", "story")))),
        migrations.AddConstraint("claimcorrection", models.CheckConstraint(name="correction_says_why",
            condition=~Q(why="") & ~Q(by=""))),
        migrations.RunSQL(GUARD, UNGUARD),
        changed("cover_must_follow_an_enrolment", NO_PLACE, CAME_BACK + NO_PLACE),
        changed("claim_takes_known_steps", ASSESSED, ASSESSED + WITHDRAWN),
        changed("accident_facts_stand", DECIDED, DECIDED.replace("'refused'", "'refused', 'withdrawn'")),
        changed("guard_erasure", OPEN, OPEN.replace("'refused'", "'refused', 'withdrawn'")),
        changed("erase_traces", STEP_WORDS, STEP_WORDS + WORDS_GO),
        changed("erase_traces", WALK, WALK + "'claim_correction', "),
        changed("people_touched", TOUCHED, TOUCHED + "'claim_correction', "),
    ]  # fmt: skip
