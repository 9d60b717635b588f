"""Accidents and scholarships are seen by their area; facts stand once decided; money follows letters and proven years alone."""

from importlib import import_module

from django.db import migrations

changed = import_module("payung.people.migrations.0006_rights_hold").changed

TABLES = ("accident", "accident_cost", "inability_month", "treatment_letter", "scholarship_child", "scholarship_year")
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

FACTS = """
-- What an accident cost and left behind is of an accident, has its paper from the same claim, and stays as it was once decided.
-- Words go with the worker's own name, once retention has ended; so does the village when the worker moves.
CREATE FUNCTION accident_facts_stand() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held record; loose text[] := ARRAY['village', 'back_at_work_on'];
BEGIN
    SELECT kind, state INTO held FROM claim WHERE id = NEW.claim_id FOR SHARE;
    IF held.kind <> 'accident' THEN
        RAISE EXCEPTION 'no accident' USING ERRCODE = 'check_violation', CONSTRAINT = 'accident_facts_are_of_an_accident';
    ELSIF held.state IN ('approved', 'paid', 'refused')
        AND (TG_OP = 'INSERT' OR to_jsonb(OLD) - loose IS DISTINCT FROM to_jsonb(NEW) - loose)
        AND NOT EXISTS (SELECT FROM person WHERE id = NEW.person_id AND erased_on IS NOT NULL) THEN
        RAISE EXCEPTION 'decided' USING ERRCODE = 'check_violation', CONSTRAINT = 'accident_facts_stand_once_decided';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER facts_stand BEFORE INSERT OR UPDATE ON accident FOR EACH ROW EXECUTE FUNCTION accident_facts_stand();
CREATE TRIGGER facts_stand BEFORE INSERT OR UPDATE ON accident_cost FOR EACH ROW EXECUTE FUNCTION accident_facts_stand();
CREATE TRIGGER facts_stand BEFORE INSERT OR UPDATE ON inability_month FOR EACH ROW EXECUTE FUNCTION accident_facts_stand();
CREATE TRIGGER facts_stand BEFORE INSERT ON treatment_letter FOR EACH ROW EXECUTE FUNCTION accident_facts_stand();

CREATE FUNCTION accident_cost_has_its_paper() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claim_document WHERE id = NEW.proof_id AND claim_id = NEW.claim_id AND rejected_why = '') THEN
        RAISE EXCEPTION 'no paper' USING ERRCODE = 'check_violation', CONSTRAINT = 'accident_cost_has_its_paper';
    ELSIF (to_jsonb(NEW) ->> 'letter_id') IS NOT NULL AND NOT EXISTS (
        SELECT FROM treatment_letter
        WHERE id = (to_jsonb(NEW) ->> 'letter_id')::bigint AND claim_id = NEW.claim_id AND state = 'used'
    ) THEN
        RAISE EXCEPTION 'another letter' USING ERRCODE = 'check_violation', CONSTRAINT = 'cost_is_on_a_letter_of_its_claim';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER paper BEFORE INSERT ON accident_cost FOR EACH ROW EXECUTE FUNCTION accident_cost_has_its_paper();
CREATE TRIGGER paper BEFORE INSERT ON inability_month FOR EACH ROW EXECUTE FUNCTION accident_cost_has_its_paper();

-- A letter is given while treatment is guaranteed, and never changed but used or cancelled.
CREATE FUNCTION letter_stays_as_it_was_issued() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE loose text[] := ARRAY['village', 'state', 'used_on', 'cancelled_why', 'bank', 'account_number', 'account_holder'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'issued' OR NOT EXISTS (
            SELECT FROM accident a JOIN claim c ON c.id = a.claim_id
            WHERE c.id = NEW.claim_id AND a.concluded <> 'none' AND c.line_id IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'not guaranteed' USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_follows_a_guarantee';
        END IF;
    ELSIF to_jsonb(OLD) - loose IS DISTINCT FROM to_jsonb(NEW) - loose
        OR (NEW.state <> OLD.state AND (OLD.state <> 'issued' OR NEW.state NOT IN ('used', 'cancelled'))) THEN
        RAISE EXCEPTION 'another letter' USING ERRCODE = 'check_violation', CONSTRAINT = 'letter_stays_as_it_was_issued';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE INSERT OR UPDATE ON treatment_letter FOR EACH ROW EXECUTE FUNCTION letter_stays_as_it_was_issued();

-- Whether a guarantee letter is good: nothing but its state, its hospital and its last day, for whoever holds number and code.
CREATE FUNCTION letter_standing(asked text, secret text) RETURNS TABLE (state text, hospital text, valid_until date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.state, l.hospital, l.valid_until FROM treatment_letter l WHERE l.number = asked AND l.code = secret
$$;

-- A death that came of an accident is the same worker's, at work, and not before it.
CREATE FUNCTION death_follows_an_accident() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- Untied only where the accident turned out to be none, and nothing was decided yet.
    IF (TG_OP = 'UPDATE' AND OLD.follows_id IS NOT NULL AND NEW.follows_id IS DISTINCT FROM OLD.follows_id AND NOT (
            NEW.follows_id IS NULL AND OLD.state NOT IN ('approved', 'paid')
            AND EXISTS (SELECT FROM accident WHERE claim_id = OLD.follows_id AND concluded = 'none')))
        OR (NEW.follows_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM claim a WHERE a.id = NEW.follows_id AND a.kind = 'accident' AND a.person_id = NEW.person_id
                AND a.happened_on <= NEW.happened_on AND NEW.kind = 'death' AND NEW.cause = 'work'
        )) THEN
        RAISE EXCEPTION 'not of this' USING ERRCODE = 'check_violation', CONSTRAINT = 'death_follows_an_accident_of_its_worker';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follows_accident BEFORE INSERT OR UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION death_follows_an_accident();
"""

SCHOLARSHIP = """
CREATE FUNCTION scholarship_child_is_of_this_claim() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claim_heir WHERE id = NEW.heir_id AND claim_id = NEW.claim_id AND relation = 'child')
        OR (TG_OP = 'UPDATE' AND (OLD.claim_id, OLD.heir_id, OLD.number) IS DISTINCT FROM (NEW.claim_id, NEW.heir_id, NEW.number))
    THEN
        RAISE EXCEPTION 'no child' USING ERRCODE = 'check_violation', CONSTRAINT = 'scholarship_child_is_of_this_claim';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_this_claim BEFORE INSERT OR UPDATE ON scholarship_child FOR EACH ROW
    EXECUTE FUNCTION scholarship_child_is_of_this_claim();

-- A year is planned after an approval, proven by a paper of schooling, approved by other eyes, then it stays.
CREATE FUNCTION scholarship_year_takes_known_steps() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE loose text[] := ARRAY['village', 'state', 'why', 'proof_id'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'planned' OR NEW.approved_by <> '' OR NEW.payout_id IS NOT NULL OR NOT EXISTS (
            SELECT FROM scholarship_child c JOIN claim_decision d ON d.claim_id = c.claim_id AND d.verdict = 'approved'
            WHERE c.id = NEW.child_id AND c.claim_id = NEW.claim_id
        ) THEN
            RAISE EXCEPTION 'not approved' USING ERRCODE = 'check_violation', CONSTRAINT = 'scholarship_year_follows_an_approval';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.claim_id, OLD.child_id) IS DISTINCT FROM (NEW.claim_id, NEW.child_id)
        OR (OLD.payout_id IS NOT NULL AND to_jsonb(OLD) - loose IS DISTINCT FROM to_jsonb(NEW) - loose) THEN
        RAISE EXCEPTION 'instructed' USING ERRCODE = 'check_violation', CONSTRAINT = 'scholarship_year_stays_once_instructed';
    ELSIF NEW.state = 'proven' AND (OLD.state <> 'proven' OR NEW.proof_id IS DISTINCT FROM OLD.proof_id) AND NOT EXISTS (
        SELECT FROM claim_document WHERE id = NEW.proof_id AND claim_id = NEW.claim_id
            AND kind = 'schooling' AND rejected_why = ''
    ) THEN
        RAISE EXCEPTION 'no paper' USING ERRCODE = 'check_violation', CONSTRAINT = 'schooling_is_proven_by_a_paper_of_this_claim';
    ELSIF NEW.state <> OLD.state AND ((OLD.state, NEW.state) NOT IN (('planned', 'proven'), ('planned', 'refused'),
            ('planned', 'ended'), ('proven', 'refused'), ('proven', 'ended'), ('proven', 'paid'), ('refused', 'proven'),
            ('refused', 'planned'), ('refused', 'ended'), ('ended', 'planned'))
        OR (OLD.payout_id IS NOT NULL AND NEW.state <> 'paid')
        OR (NEW.state = 'paid' AND NOT EXISTS (SELECT FROM payout WHERE id = NEW.payout_id AND state = 'paid'))) THEN
        RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'scholarship_year_takes_known_steps';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER known_steps BEFORE INSERT OR UPDATE ON scholarship_year FOR EACH ROW
    EXECUTE FUNCTION scholarship_year_takes_known_steps();
"""

MONEY = """
-- Treatment is paid on its used letter, within its bills; a scholarship for its own proven and approved year, exactly, once.
CREATE FUNCTION payout_keeps_to_what_was_proven() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.what NOT IN ('benefit', 'late', 'treatment', 'scholarship') THEN
        RAISE EXCEPTION 'for what' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_is_for_a_known_reason';
    ELSIF NEW.what = 'treatment' AND NOT EXISTS (
        SELECT FROM treatment_letter l JOIN accident_cost c ON c.letter_id = l.id AND c.removed_why = ''
        WHERE l.claim_id = NEW.claim_id AND l.number = NEW.about AND l.hospital = NEW.payee_name AND l.state = 'used'
            AND NEW.payee = 'hospital'
        GROUP BY l.id HAVING sum(c.amount_idr) >= NEW.amount_idr
    ) THEN
        RAISE EXCEPTION 'no letter' USING ERRCODE = 'check_violation', CONSTRAINT = 'treatment_is_paid_within_its_letter';
    ELSIF NEW.what = 'scholarship' AND NOT EXISTS (
        SELECT FROM scholarship_year y JOIN scholarship_child c ON c.id = y.child_id
        WHERE y.claim_id = NEW.claim_id AND c.heir_id = NEW.heir_id AND NEW.payee = 'child' AND y.state = 'proven'
            AND y.approved_by <> '' AND y.payout_id IS NULL AND y.amount_idr = NEW.amount_idr
            AND NEW.about = to_char(y.due_on, 'YYYY') || '/' || c.number FOR UPDATE OF y
    ) THEN
        RAISE EXCEPTION 'no year' USING ERRCODE = 'check_violation', CONSTRAINT = 'scholarship_is_paid_for_its_own_proven_year';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proven_first BEFORE INSERT ON payout FOR EACH ROW EXECUTE FUNCTION payout_keeps_to_what_was_proven();

-- The year knows its payout, and that it was paid, whoever wrote either.
CREATE FUNCTION scholarship_year_knows_its_payout() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE scholarship_year y SET payout_id = NEW.id FROM scholarship_child c
        WHERE c.id = y.child_id AND y.claim_id = NEW.claim_id AND c.heir_id = NEW.heir_id AND y.state = 'proven'
            AND y.payout_id IS NULL AND NEW.about = to_char(y.due_on, 'YYYY') || '/' || c.number;
    ELSE
        UPDATE scholarship_year SET state = 'paid' WHERE payout_id = NEW.id AND state = 'proven';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER year_knows AFTER INSERT ON payout FOR EACH ROW WHEN (NEW.what = 'scholarship')
    EXECUTE FUNCTION scholarship_year_knows_its_payout();
CREATE TRIGGER year_is_paid AFTER UPDATE ON payout FOR EACH ROW WHEN (NEW.what = 'scholarship' AND NEW.state = 'paid')
    EXECUTE FUNCTION scholarship_year_knows_its_payout();
"""

GRANTS = """
REVOKE EXECUTE ON FUNCTION accident_facts_stand, accident_cost_has_its_paper, letter_stays_as_it_was_issued, letter_standing,
    death_follows_an_accident, scholarship_child_is_of_this_claim, scholarship_year_takes_known_steps,
    payout_keeps_to_what_was_proven, scholarship_year_knows_its_payout FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE DELETE ON accident, accident_cost, inability_month, treatment_letter, scholarship_child, scholarship_year
            FROM payung_app;
        REVOKE UPDATE ON accident_cost, inability_month, treatment_letter, scholarship_year FROM payung_app;
        GRANT UPDATE (removed_why) ON accident_cost, inability_month TO payung_app;
        GRANT UPDATE (state, used_on, cancelled_why, bank, account_number, account_holder) ON treatment_letter TO payung_app;
        GRANT UPDATE (level, year, amount_idr, state, proof_id, checked_by, checked_at, approved_by, approved_at, why)
            ON scholarship_year TO payung_app;
        GRANT EXECUTE ON FUNCTION letter_standing TO payung_app;
    END IF;
END $$;
"""

UNDO = (
    """
DROP TRIGGER year_is_paid ON payout; DROP TRIGGER year_knows ON payout; DROP TRIGGER proven_first ON payout;
DROP TRIGGER known_steps ON scholarship_year; DROP TRIGGER of_this_claim ON scholarship_child;
DROP TRIGGER follows_accident ON claim; DROP TRIGGER stays ON treatment_letter;
DROP TRIGGER paper ON inability_month; DROP TRIGGER paper ON accident_cost; DROP TRIGGER facts_stand ON treatment_letter;
DROP TRIGGER facts_stand ON inability_month; DROP TRIGGER facts_stand ON accident_cost; DROP TRIGGER facts_stand ON accident;
DROP FUNCTION accident_facts_stand, accident_cost_has_its_paper, letter_stays_as_it_was_issued, letter_standing,
    death_follows_an_accident, scholarship_child_is_of_this_claim, scholarship_year_takes_known_steps,
    payout_keeps_to_what_was_proven, scholarship_year_knows_its_payout;
"""
    + UNGUARD
)

# What was approved is the family's and the hospitals' together.
LIMIT = """NEW.what = 'benefit' AND NEW.amount_idr + (
        SELECT coalesce(sum(amount_idr), 0) FROM payout WHERE claim_id = NEW.claim_id AND what = 'benefit'
    )"""
PAID = "FROM payout p WHERE p.claim_id = gone.id AND p.what = 'benefit')"


def _with_treatment(piece: str) -> str:
    return piece.replace("what = 'benefit'", "what IN ('benefit', 'treatment')")


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_scholarship")]
    operations = [
        migrations.RunSQL(GUARD + FACTS + SCHOLARSHIP + MONEY + GRANTS, UNDO),
        changed("payout_follows_an_approval", LIMIT, _with_treatment(LIMIT)),
        changed("claim_takes_known_steps", PAID, _with_treatment(PAID)),
    ]
