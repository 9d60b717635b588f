"""Many claims go a step in one statement: their steps are written in one as well; the same heir is found by the birth day."""

from django.db import migrations, models

STEPS = """
DROP TRIGGER steps ON claim;
CREATE OR REPLACE FUNCTION claim_writes_its_steps() RETURNS trigger LANGUAGE plpgsql
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
"""
FORMER = """
DROP TRIGGER first_steps ON claim; DROP TRIGGER steps ON claim;
CREATE OR REPLACE FUNCTION claim_writes_its_steps() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO claim_step (claim_id, person_id, village, from_state, to_state, why, by, at)
        VALUES (NEW.id, NEW.person_id, NEW.village, '', NEW.state, '', left(written_by(), 60), now());
    ELSIF NEW.state <> OLD.state THEN
        INSERT INTO claim_step (claim_id, person_id, village, from_state, to_state, why, by, at)
        VALUES (NEW.id, NEW.person_id, NEW.village, OLD.state, NEW.state, left(acting('reason'), 300),
            left(written_by(), 60), now());
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER steps AFTER INSERT OR UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION claim_writes_its_steps();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_tracked")]
    operations = [
        migrations.AddIndex("claimheir", models.Index(name="claim_heir_by_birth", fields=["birth_on"])),
        migrations.RunSQL(STEPS, FORMER),
    ]
