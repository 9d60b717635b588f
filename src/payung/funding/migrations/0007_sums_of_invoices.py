"""Whoever sees a line's numbers sees how many worker-months of an invoice lie in which village, and never whose they are."""

from django.db import migrations

SUMS = """
-- An invoice by village: worker-months and rupiah on it, and those taken off again. For whoever sees its line's numbers.
CREATE FUNCTION invoice_villages(asked bigint)
    RETURNS TABLE (village varchar, workers bigint, amount_idr bigint, taken_off bigint, taken_off_idr bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH seen AS (
        SELECT id FROM invoice WHERE id = asked AND (
            region >= numbers_from() COLLATE "C" AND region < numbers_until() COLLATE "C"
            OR line_id = (SELECT CASE WHEN acting('line') = '' THEN 0 ELSE line_seen() END))
    )
    SELECT i.village, count(*), sum(i.price_idr)::bigint, count(c.person_id),
        coalesce(sum(i.price_idr) FILTER (WHERE c.person_id IS NOT NULL), 0)::bigint
    FROM seen JOIN invoice_item i ON i.invoice_id = seen.id
    LEFT JOIN invoice_credit c ON c.month = i.month AND c.person_id = i.person_id AND c.round = i.round
    GROUP BY i.village
$$;
-- How many worker-months of a month were taken off the invoices of each line again. One row a line that has any.
CREATE FUNCTION months_taken_off(asked_month date) RETURNS TABLE (line_id bigint, workers bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT n.line_id, count(*) FROM invoice n JOIN invoice_credit c ON c.invoice_id = n.id
    WHERE n.month = asked_month AND n.region >= numbers_from() COLLATE "C" AND n.region < numbers_until() COLLATE "C"
    GROUP BY n.line_id
$$;
REVOKE EXECUTE ON FUNCTION invoice_villages, months_taken_off FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT EXECUTE ON FUNCTION invoice_villages, months_taken_off TO payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0006_unused_months")]
    operations = [migrations.RunSQL(SUMS, "DROP FUNCTION invoice_villages, months_taken_off")]
