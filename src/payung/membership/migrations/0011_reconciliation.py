"""Three lists side by side: every worker-month of a line and month lands in exactly one class, for eyes that see people and,
in counts alone, for eyes that see numbers."""

from django.db import migrations

# One row a worker-month that any of the three lists knows: the village's list (cover, or what was and ended), the answers of
# BPJS, the invoices. It sees what its caller sees.
RECONCILED = """
CREATE FUNCTION reconciled(asked_line bigint, asked_month date)
    RETURNS TABLE (person_id bigint, village varchar, class text, amount_idr integer) LANGUAGE sql STABLE AS $$
    WITH covered AS MATERIALIZED (
        SELECT c.person_id, c.village, c.price_idr FROM cover_month c WHERE c.month = asked_month AND c.line_id = asked_line
    ), ended AS MATERIALIZED (
        SELECT DISTINCT ON (e.person_id) e.person_id, e.village, e.price_idr
        FROM cover_ended e WHERE e.line_id = asked_line AND e.month = asked_month ORDER BY e.person_id, e.id DESC
    ), answered AS MATERIALIZED (
        SELECT DISTINCT ON (a.person_id) a.person_id, a.village, a.outcome, a.month
        FROM bpjs_answer a WHERE a.line_id = asked_line AND (a.month = asked_month OR a.month IS NULL)
        ORDER BY a.person_id, a.id DESC
    ), billed AS MATERIALIZED (
        SELECT i.person_id, max(i.village) AS village, max(i.price_idr) AS price_idr,
            count(*) FILTER (WHERE c.person_id IS NULL AND n.paid_idr > 0) AS paid,
            count(*) FILTER (WHERE c.person_id IS NULL AND n.paid_idr = 0) AS unpaid,
            count(*) FILTER (WHERE c.after_payment) AS owed
        FROM invoice n
        JOIN invoice_item i ON i.invoice_id = n.id AND i.month = asked_month
        LEFT JOIN invoice_credit c ON c.month = i.month AND c.person_id = i.person_id AND c.round = i.round
        WHERE n.line_id = asked_line AND n.month = asked_month
        GROUP BY i.person_id
    ), known AS (
        SELECT person_id FROM covered UNION SELECT person_id FROM ended UNION SELECT person_id FROM billed
        UNION SELECT person_id FROM answered WHERE month IS NOT NULL
    )
    SELECT known.person_id, coalesce(covered.village, ended.village, billed.village, answered.village), CASE
        WHEN billed.paid > 1 THEN 'paid-twice'
        WHEN covered.person_id IS NOT NULL AND answered.outcome = 'refused' THEN 'refused'
        WHEN covered.person_id IS NOT NULL AND billed.paid = 1 AND answered.outcome IS NOT NULL THEN 'agreed'
        WHEN covered.person_id IS NOT NULL AND billed.paid = 1 THEN 'paid-unknown'
        WHEN covered.person_id IS NOT NULL AND billed.unpaid > 0 THEN 'unpaid'
        WHEN covered.person_id IS NOT NULL THEN 'not-invoiced'
        WHEN billed.paid > 0 OR billed.owed > 0 THEN 'paid-not-covered'
        WHEN billed.unpaid > 0 THEN 'billed-not-covered'
        WHEN answered.outcome IN ('numbered', 'accepted') THEN 'known-not-covered'
        ELSE 'ended'
    END, coalesce(covered.price_idr, billed.price_idr, ended.price_idr, 0)
    FROM known
    LEFT JOIN covered USING (person_id) LEFT JOIN ended USING (person_id)
    LEFT JOIN answered USING (person_id) LEFT JOIN billed USING (person_id)
$$;
"""

COUNTED = """
-- The same in counts, for whoever sees the numbers of a village: one row a village and class, nobody's name or number.
CREATE FUNCTION reconciled_counts(asked_line bigint, asked_month date)
    RETURNS TABLE (village varchar, class text, workers bigint, amount_idr bigint) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.village, r.class, count(*), sum(r.amount_idr) FROM reconciled(asked_line, asked_month) r
    WHERE r.village >= numbers_from() COLLATE "C" AND r.village < numbers_until() COLLATE "C"
    GROUP BY r.village, r.class
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0010_offers"), ("funding", "0005_statements")]
    operations = [
        migrations.RunSQL(RECONCILED + COUNTED, "DROP FUNCTION reconciled_counts, reconciled"),
    ]
