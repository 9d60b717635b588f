"""Money for lateness is bounded as the rest is; what was approved keeps its clock and its payer; what was paid keeps its day."""

from importlib import import_module

from django.db import migrations

changed = import_module("payung.people.migrations.0006_rights_hold").changed

KNOWN = "    ELSIF NEW.what = 'treatment' AND NOT EXISTS (\n"
# The outer wall: law/deadline/late_per_mille.toml says what is due, a test holds that it never says more than this.
LATE = """    ELSIF NEW.heir_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claim_heir WHERE id = NEW.heir_id AND claim_id = NEW.claim_id AND NEW.payee NOT IN ('hospital', 'worker')
    ) THEN
        RAISE EXCEPTION 'no heir' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_goes_to_an_heir_of_its_claim';
    ELSIF NEW.what = 'late' AND (
        EXISTS (SELECT FROM payout WHERE claim_id = NEW.claim_id AND what = 'benefit' AND state <> 'paid')
        OR NOT EXISTS (
            SELECT FROM payout b JOIN claim c ON c.id = b.claim_id
            WHERE b.claim_id = NEW.claim_id AND b.what = 'benefit' AND c.state = 'approved'
                AND (b.decision_id, b.payee, b.payee_name, b.about) = (NEW.decision_id, NEW.payee, NEW.payee_name, NEW.about)
                AND b.heir_id IS NOT DISTINCT FROM NEW.heir_id
                AND NEW.amount_idr * 1000 <= b.amount_idr * 10 * (b.paid_on - c.due_on)
        )
    ) THEN
        RAISE EXCEPTION 'not late' USING ERRCODE = 'check_violation', CONSTRAINT = 'late_payment_adds_what_its_days_allow';
"""
BILLS = "        SELECT FROM treatment_letter l JOIN accident_cost c ON c.letter_id = l.id AND c.removed_why = ''\n"
GOOD_BILLS = BILLS + "            JOIN claim_document d ON d.id = c.proof_id AND d.rejected_why = ''\n"
YEAR = "            AND y.approved_by <> '' AND y.payout_id IS NULL AND y.amount_idr = NEW.amount_idr\n"
YEAR_THAT_CAME = YEAR + "            AND y.due_on <= acting_on()\n"

FACTS = "IS DISTINCT FROM (fresh.number, fresh.kind, fresh.person_id) AS another\n"
FACTS_TOO = """IS DISTINCT FROM (fresh.number, fresh.kind, fresh.person_id) AS another,
            stale.state IN ('approved', 'paid')
                AND (stale.line_id, stale.cause, stale.happened_on, stale.follows_id, stale.complete_on, stale.due_on)
                IS DISTINCT FROM
                (fresh.line_id, fresh.cause, fresh.happened_on, fresh.follows_id, fresh.complete_on, fresh.due_on) AS moved
"""
STEP = "        WHEN from_state = to_state THEN NULL\n"
STANDS = "        WHEN moved THEN 'claim_stands_once_approved'\n"

PAID = "    ELSIF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('due', 'sent'),"
PAID_ON = """    ELSIF OLD.state = 'paid' AND (OLD.paid_on, OLD.bank_file) IS DISTINCT FROM (NEW.paid_on, NEW.bank_file) THEN
        RAISE EXCEPTION 'another day' USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_is_paid_once';
"""

# Guarantee letters have numbers of their own; those given already go on from the last.
SERIES = """
INSERT INTO claim_series (series, year, last)
SELECT 'guarantee', split_part(number, '-', 2)::integer, max(split_part(number, '-', 3)::integer)
FROM treatment_letter GROUP BY 2;
"""
ONE_SERIES = """
INSERT INTO claim_series AS kept (series, year, last) SELECT 'letter', year, last FROM claim_series WHERE series = 'guarantee'
ON CONFLICT (series, year) DO UPDATE SET last = greatest(kept.last, excluded.last);
DELETE FROM claim_series WHERE series = 'guarantee';
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_letters")]
    operations = [
        changed("payout_keeps_to_what_was_proven", KNOWN, LATE + KNOWN),
        changed("payout_keeps_to_what_was_proven", BILLS, GOOD_BILLS),
        changed("payout_keeps_to_what_was_proven", YEAR, YEAR_THAT_CAME),
        changed("claim_takes_known_steps", FACTS, FACTS_TOO),
        changed("claim_takes_known_steps", STEP, STANDS + STEP),
        changed("payout_is_paid_once", PAID, PAID_ON + PAID),
        migrations.RunSQL(SERIES, ONE_SERIES),
    ]
