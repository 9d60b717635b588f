"""Claims are seen by those whose work they are (`see-claims`), not by whoever sees workers; so is what the log kept of them."""

from django.db import migrations

TABLES = (
    "claim", "claim_report", "claim_step", "claim_document", "claim_heir", "claim_assessment", "claim_decision", "payout",
    "accident", "accident_cost", "inability_month", "treatment_letter", "scholarship_child", "scholarship_year",
    "claim_letter", "claim_message", "claim_correction", "claim_circumstance",
)  # fmt: skip
_NAMES = ", ".join(f"'{name}'" for name in TABLES)
NARROW = """
CREATE FUNCTION claims_from() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('payung.claims_from', true), '');
CREATE FUNCTION claims_until() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('payung.claims_until', true), '');

-- After `protect_by_area`: the range is that of the eyes for claims.
CREATE FUNCTION see_as_claims(protected regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER POLICY area_sees_its_own ON %s USING (village >= (SELECT claims_from() COLLATE "C")'
        ' AND village < (SELECT claims_until() COLLATE "C"))', protected);
END $$;
REVOKE EXECUTE ON FUNCTION see_as_claims FROM PUBLIC;
SELECT see_as_claims(name::regclass) FROM unnest(ARRAY[ALL_OF_THEM]) AS name;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        CREATE POLICY claims_are_for_whose_work_they_are ON history AS RESTRICTIVE FOR SELECT TO payung_app
            USING ((SELECT claims_from()) IS NOT NULL OR table_name <> ALL (ARRAY[ALL_OF_THEM]));
    END IF;
END $$;
"""
WIDEN = """
DROP POLICY IF EXISTS claims_are_for_whose_work_they_are ON history;
DO $$ DECLARE name text; BEGIN
    FOREACH name IN ARRAY ARRAY[ALL_OF_THEM] LOOP
        EXECUTE format('ALTER POLICY area_sees_its_own ON %I USING (village >= (SELECT area_from() COLLATE "C")'
            ' AND village < (SELECT area_until() COLLATE "C"))', name);
    END LOOP;
END $$;
DROP FUNCTION see_as_claims, claims_from, claims_until;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_clock_is_kept")]
    operations = [migrations.RunSQL(*(part.replace("ALL_OF_THEM", _NAMES) for part in (NARROW, WIDEN)))]
