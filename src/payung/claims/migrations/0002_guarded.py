"""Claims are seen by their area, move along with their worker, and go only the steps there are; money follows decisions alone."""

from django.db import migrations

TABLES = (
    "claim", "claim_report", "claim_step", "claim_document", "claim_heir", "claim_assessment", "claim_decision", "payout",
)  # fmt: skip
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
-- The steps a claim may take, from one state to the next.
CREATE TABLE claim_move (from_state text NOT NULL, to_state text NOT NULL, PRIMARY KEY (from_state, to_state));
INSERT INTO claim_move VALUES
    ('reported', 'complete'), ('complete', 'reported'), ('complete', 'assessed'), ('reported', 'assessed'),
    ('assessed', 'reported'), ('assessed', 'approved'), ('assessed', 'refused'), ('approved', 'paid'),
    ('refused', 'reported');

-- A claim goes one step after the other; where somebody has to decide first, only after the decision. Many may go a step in one
-- statement: they are looked at together.
CREATE FUNCTION claim_takes_known_steps() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE broken text;
BEGIN
    WITH gone AS MATERIALIZED (
        SELECT fresh.id, stale.state AS from_state, fresh.state AS to_state,
            (stale.number, stale.kind, stale.person_id) IS DISTINCT FROM (fresh.number, fresh.kind, fresh.person_id) AS another
        FROM stale FULL JOIN fresh ON fresh.id = stale.id
    )
    SELECT min(CASE
        WHEN another THEN 'claim_stays_of_its_worker'
        WHEN from_state = to_state THEN NULL
        WHEN NOT EXISTS (SELECT FROM claim_move m WHERE m.from_state = gone.from_state AND m.to_state = gone.to_state)
            THEN 'claim_takes_known_steps'
        WHEN to_state = 'assessed' AND NOT EXISTS (SELECT FROM claim_assessment a WHERE a.claim_id = gone.id)
            THEN 'claim_is_assessed_by_somebody'
        WHEN to_state IN ('approved', 'refused') AND NOT EXISTS (
            SELECT FROM claim_decision d WHERE d.claim_id = gone.id AND d.verdict = gone.to_state
                AND d.assessment_id = (SELECT max(a.id) FROM claim_assessment a WHERE a.claim_id = gone.id)
        ) THEN 'claim_is_decided_by_other_eyes'
        WHEN to_state = 'paid' AND (
            EXISTS (SELECT FROM payout p WHERE p.claim_id = gone.id AND p.state <> 'paid')
            OR (SELECT coalesce(sum(p.amount_idr), 0) FROM payout p WHERE p.claim_id = gone.id AND p.what = 'benefit')
                <> (SELECT a.total_idr FROM claim_assessment a JOIN claim_decision d ON d.assessment_id = a.id
                    WHERE d.claim_id = gone.id AND d.verdict = 'approved')
        ) THEN 'claim_is_paid_in_full'
    END) INTO broken FROM gone;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'a step that a claim cannot take: %', broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER known_steps AFTER UPDATE ON claim REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION claim_takes_known_steps();

-- Every step is written down by the database itself, the first one too.
CREATE FUNCTION claim_writes_its_steps() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO claim_step (claim_id, person_id, village, from_state, to_state, why, by, at)
        SELECT id, person_id, village, '', state, '', left(written_by(), 60), now() FROM fresh ORDER BY id;
    ELSE
        INSERT INTO claim_step (claim_id, person_id, village, from_state, to_state, why, by, at)
        SELECT fresh.id, fresh.person_id, fresh.village, stale.state, fresh.state, left(acting('reason'), 300),
            left(written_by(), 60), now()
        FROM fresh JOIN stale ON stale.id = fresh.id WHERE stale.state <> fresh.state ORDER BY fresh.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER first_steps AFTER INSERT ON claim REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION claim_writes_its_steps();
CREATE TRIGGER steps AFTER UPDATE ON claim REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION claim_writes_its_steps();

CREATE FUNCTION claim_begins_reported() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'reported' THEN
        RAISE EXCEPTION 'not from the beginning' USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_begins_reported';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER begins BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION claim_begins_reported();
"""

FIND = """
-- A name is found though it is misspelt.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
"""

MONEY = """
-- A decision is about the last assessment, by its true author, while the claim waits for it.
ALTER TABLE claim_decision ADD CONSTRAINT decision_is_about_who_assessed FOREIGN KEY (assessment_id, assessed_by, claim_id)
    REFERENCES claim_assessment (id, made_by, claim_id);
CREATE FUNCTION decision_is_about_the_last_assessment() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.assessment_id <> (SELECT max(id) FROM claim_assessment WHERE claim_id = NEW.claim_id)
        OR (SELECT state FROM claim WHERE id = NEW.claim_id FOR UPDATE) <> 'assessed' THEN
        RAISE EXCEPTION 'not the one that waits'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_is_about_the_last_assessment';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER last_assessment BEFORE INSERT ON claim_decision FOR EACH ROW
    EXECUTE FUNCTION decision_is_about_the_last_assessment();

-- Nothing is paid without an approval, nothing above what was approved, nothing while the claim is held.
CREATE FUNCTION payout_follows_an_approval() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held record; entitled bigint; entry bigint;
BEGIN
    SELECT * INTO held FROM claim WHERE id = NEW.claim_id FOR UPDATE;
    SELECT a.total_idr INTO entitled FROM claim_decision d JOIN claim_assessment a ON a.id = d.assessment_id
    WHERE d.id = NEW.decision_id AND d.claim_id = NEW.claim_id AND d.verdict = 'approved';
    IF entitled IS NULL OR held.line_id IS NULL THEN
        RAISE EXCEPTION 'not approved' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_follows_an_approval';
    ELSIF held.held_why <> '' THEN
        RAISE EXCEPTION 'held' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_waits_while_the_claim_is_held';
    ELSIF NEW.state <> 'due' THEN
        RAISE EXCEPTION 'begins due' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_begins_due';
    ELSIF NEW.what = 'benefit' AND NEW.amount_idr + (
        SELECT coalesce(sum(amount_idr), 0) FROM payout WHERE claim_id = NEW.claim_id AND what = 'benefit'
    ) > entitled THEN
        RAISE EXCEPTION 'more than approved' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_is_within_the_entitlement';
    END IF;
    INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, made_on, reason, source)
    SELECT nextval('transfer_entry'), l.id, l.region, 'award', 'insurer', 'due', NEW.amount_idr, acting_on(), NEW.what,
        'klaim ' || held.number
    FROM funding_line l WHERE l.id = held.line_id RETURNING transfer.entry INTO entry;
    NEW.award_entry := entry;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_first BEFORE INSERT ON payout FOR EACH ROW EXECUTE FUNCTION payout_follows_an_approval();

-- A payout is sent, and then paid once or failed; a failed one is due again. Sum and payee stay as they were.
CREATE FUNCTION payout_is_paid_once() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE entry bigint; forgotten boolean;
BEGIN
    -- The name of a payee goes with the worker's own, once retention has ended.
    forgotten := NEW.payee_name = 'Dihapus ' || NEW.id
        AND EXISTS (SELECT FROM person WHERE id = NEW.person_id AND erased_on IS NOT NULL);
    IF (OLD.claim_id, OLD.decision_id, OLD.payee, OLD.payee_name, OLD.heir_id, OLD.what, OLD.about, OLD.amount_idr,
            OLD.award_entry) IS DISTINCT FROM
        (NEW.claim_id, NEW.decision_id, NEW.payee, CASE WHEN forgotten THEN OLD.payee_name ELSE NEW.payee_name END,
            NEW.heir_id, NEW.what, NEW.about, NEW.amount_idr, NEW.award_entry) THEN
        RAISE EXCEPTION 'another payout' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_stays_as_it_was_decided';
    ELSIF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('due', 'sent'), ('sent', 'paid'), ('sent', 'failed'),
        ('failed', 'due')) THEN
        RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_is_paid_once';
    ELSIF NEW.state = 'sent' AND OLD.state <> 'sent' AND EXISTS (
        SELECT FROM claim WHERE id = NEW.claim_id AND held_why <> '' FOR UPDATE
    ) THEN
        RAISE EXCEPTION 'held' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_waits_while_the_claim_is_held';
    ELSIF NEW.state = 'paid' AND OLD.state <> 'paid' THEN
        INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, made_on, reason, source)
        SELECT nextval('transfer_entry'), l.id, l.region, 'payout', 'due', 'given', NEW.amount_idr, NEW.paid_on, NEW.what,
            'klaim ' || c.number
        FROM claim c JOIN funding_line l ON l.id = c.line_id WHERE c.id = NEW.claim_id RETURNING transfer.entry INTO entry;
        NEW.paid_entry := entry;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER once BEFORE UPDATE ON payout FOR EACH ROW EXECUTE FUNCTION payout_is_paid_once();

-- Numbers of letters and claims: one after the other, without gaps, in each year.
CREATE TABLE claim_series (series text NOT NULL, year integer NOT NULL, last integer NOT NULL, PRIMARY KEY (series, year));
CREATE FUNCTION next_in_series(asked text, of_year integer) RETURNS integer LANGUAGE sql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO claim_series AS kept (series, year, last) VALUES (asked, of_year, 1)
    ON CONFLICT (series, year) DO UPDATE SET last = kept.last + 1 RETURNING last;
$$;

ALTER TABLE claim_heir
    ADD CONSTRAINT heir_account_is_whole CHECK (
        (bank <> '') = (account_number IS NOT NULL) AND (bank <> '') = (account_holder IS NOT NULL)),
    ADD CONSTRAINT heir_account_number_is_sealed CHECK (is_sealed(account_number)),
    ADD CONSTRAINT heir_account_holder_is_sealed CHECK (is_sealed(account_holder));
"""

GRANTS = """
REVOKE EXECUTE ON FUNCTION claim_takes_known_steps, claim_writes_its_steps, claim_begins_reported,
    decision_is_about_the_last_assessment, payout_follows_an_approval, payout_is_paid_once, next_in_series FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE DELETE ON claim, claim_document, claim_heir, payout FROM payung_app;
        REVOKE UPDATE, DELETE ON claim_report, claim_assessment, claim_decision FROM payung_app;
        REVOKE INSERT, UPDATE, DELETE ON claim_step, claim_move, claim_series FROM payung_app;
        REVOKE SELECT ON claim_series FROM payung_app;
        REVOKE UPDATE ON payout FROM payung_app;
        GRANT UPDATE (state, bank_file, failed_why, paid_on) ON payout TO payung_app;
        GRANT EXECUTE ON FUNCTION next_in_series TO payung_app;
    END IF;
END $$;
"""

UNDO = (
    """
ALTER TABLE claim_heir DROP CONSTRAINT heir_account_is_whole,
    DROP CONSTRAINT heir_account_number_is_sealed, DROP CONSTRAINT heir_account_holder_is_sealed;
ALTER TABLE claim_decision DROP CONSTRAINT decision_is_about_who_assessed;
DROP TRIGGER once ON payout; DROP TRIGGER approval_first ON payout; DROP TRIGGER last_assessment ON claim_decision;
DROP TRIGGER begins ON claim; DROP TRIGGER steps ON claim; DROP TRIGGER first_steps ON claim;
DROP TRIGGER known_steps ON claim;
DROP FUNCTION claim_takes_known_steps, claim_writes_its_steps, claim_begins_reported, decision_is_about_the_last_assessment,
    payout_follows_an_approval, payout_is_paid_once, next_in_series;
DROP TABLE claim_move, claim_series;
DROP EXTENSION pg_trgm;
"""
    + UNGUARD
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_erased")]
    operations = [migrations.RunSQL(GUARD + STEPS + FIND + MONEY + GRANTS, UNDO)]
