"""An answer is of one enrolment, so that whoever is enrolled again has none yet; what BPJS gave back settles the oldest debts."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

BEFORE = import_module("payung.membership.migrations.0011_reconciliation").RECONCILED

# Answers from before: a refusal ended the enrolment that it was given to, every other answer is of the last one.
KNOWN = """
UPDATE bpjs_answer a SET enrolment_id = (
    SELECT e.id FROM enrolment e WHERE e.person_id = a.person_id AND e.line_id = a.line_id AND e.state <> 'waiting'
    ORDER BY a.outcome = 'refused' AND e.ended_why = 'refused' DESC, e.id DESC LIMIT 1)
WHERE enrolment_id IS NULL;
"""

# Which debt of BPJS for months that ended was settled last: what it gave back or was set off pays the oldest first, by month,
# then worker, as far as it reaches whole worker-months. Both are sums, so nothing is kept.
SETTLED = """
CREATE FUNCTION settled_until(asked_line bigint) RETURNS TABLE (month date, person_id bigint, round integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT debt.month, debt.person_id, debt.round
    FROM (
        SELECT c.month, c.person_id, c.round, sum(i.price_idr) OVER () AS all_idr,
            sum(i.price_idr) OVER (ORDER BY c.month, c.person_id, c.round) AS until_idr
        FROM invoice n
        JOIN invoice_credit c ON c.invoice_id = n.id AND c.after_payment
        JOIN invoice_item i ON i.month = c.month AND i.person_id = c.person_id AND i.round = c.round
        WHERE n.line_id = asked_line
    ) AS debt
    JOIN line_balance held ON held.line_id = asked_line AND until_idr <= all_idr - held.owed_idr
    ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT 1
$$;
"""

RECONCILED = """
CREATE OR REPLACE FUNCTION reconciled(asked_line bigint, asked_month date)
    RETURNS TABLE (person_id bigint, village varchar, class text, amount_idr integer) LANGUAGE sql STABLE AS $$
    WITH covered AS MATERIALIZED (
        SELECT c.person_id, c.village, c.price_idr FROM cover_month c WHERE c.month = asked_month AND c.line_id = asked_line
    ), ended AS MATERIALIZED (
        SELECT DISTINCT ON (e.person_id) e.person_id, e.village, e.price_idr
        FROM cover_ended e WHERE e.line_id = asked_line AND e.month = asked_month ORDER BY e.person_id, e.id DESC
    ), answered AS MATERIALIZED (
        SELECT said.*, EXISTS (
            -- Enrolled again by this month: what was said of the enrolment before says nothing of this one.
            SELECT FROM enrolment later WHERE later.person_id = said.person_id AND later.line_id = asked_line
                AND later.id > said.enrolment_id AND later.state <> 'waiting'
                AND date_trunc('month', later.proposed_on) <= asked_month
        ) AS outdated
        FROM (
            SELECT DISTINCT ON (a.person_id) a.person_id, a.village, a.outcome, a.month, a.enrolment_id
            FROM bpjs_answer a WHERE a.line_id = asked_line AND (a.month = asked_month OR a.month IS NULL)
            ORDER BY a.person_id, a.id DESC
        ) AS said
    ), settled AS MATERIALIZED (
        SELECT s.month, s.person_id, s.round FROM settled_until(asked_line) s
    ), billed AS MATERIALIZED (
        SELECT i.person_id, max(i.village) AS village, max(i.price_idr) AS price_idr,
            count(*) FILTER (WHERE c.person_id IS NULL AND n.paid_idr > 0) AS paid,
            count(*) FILTER (WHERE c.person_id IS NULL AND n.paid_idr = 0) AS unpaid,
            count(*) FILTER (WHERE c.after_payment) AS credited,
            count(*) FILTER (WHERE c.after_payment AND (c.month, c.person_id, c.round) <= (s.month, s.person_id, s.round))
                AS given_back
        FROM invoice n
        JOIN invoice_item i ON i.invoice_id = n.id AND i.month = asked_month
        LEFT JOIN invoice_credit c ON c.month = i.month AND c.person_id = i.person_id AND c.round = i.round
        LEFT JOIN settled s ON true
        WHERE n.line_id = asked_line AND n.month = asked_month
        GROUP BY i.person_id
    ), known AS (
        SELECT person_id FROM covered UNION SELECT person_id FROM ended UNION SELECT person_id FROM billed
        UNION SELECT person_id FROM answered WHERE month IS NOT NULL
    )
    SELECT known.person_id, coalesce(covered.village, ended.village, billed.village, answered.village), CASE
        WHEN billed.paid > 1 THEN 'paid-twice'
        WHEN covered.person_id IS NOT NULL AND answered.outcome = 'refused' AND NOT answered.outdated THEN 'refused'
        WHEN covered.person_id IS NOT NULL AND billed.paid = 1 AND NOT answered.outdated THEN 'agreed'
        WHEN covered.person_id IS NOT NULL AND billed.paid = 1 THEN 'paid-unknown'
        WHEN covered.person_id IS NOT NULL AND billed.unpaid > 0 THEN 'unpaid'
        WHEN covered.person_id IS NOT NULL THEN 'not-invoiced'
        WHEN billed.paid > 0 OR billed.credited > billed.given_back THEN 'paid-not-covered'
        WHEN billed.unpaid > 0 THEN 'billed-not-covered'
        WHEN billed.given_back > 0 THEN 'given-back'
        WHEN answered.outcome IN ('numbered', 'accepted') THEN 'known-not-covered'
        ELSE 'ended'
    END, coalesce(covered.price_idr, billed.price_idr, ended.price_idr, 0)
    FROM known
    LEFT JOIN covered USING (person_id) LEFT JOIN ended USING (person_id)
    LEFT JOIN answered USING (person_id) LEFT JOIN billed USING (person_id)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0013_the_dead_are_not_enrolled"), ("funding", "0009_no_day_below_zero")]
    operations = [
        migrations.AddField(
            "answer",
            "enrolment",
            models.ForeignKey(
                "membership.enrolment",
                django.db.models.deletion.PROTECT,
                null=True,
                db_constraint=False,
                db_index=False,
                help_text="which one was answered",
            ),
        ),
        migrations.RunSQL(KNOWN, ""),
        migrations.RunSQL(
            SETTLED + RECONCILED,
            BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") + "DROP FUNCTION settled_until;",
        ),
    ]
