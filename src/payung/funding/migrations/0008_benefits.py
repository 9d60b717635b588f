"""Benefits have accounts of their own: what the insurer awards is due until it is given; contributions never mix with them."""

import django.db.models.expressions
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

CARRY = """
CREATE OR REPLACE FUNCTION carry_transfers() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE short record;
BEGIN
    PERFORM 1 FROM line_balance WHERE line_id IN (SELECT line_id FROM fresh) ORDER BY line_id FOR UPDATE;
    INSERT INTO line_day AS kept (line_id, region, made_on, account, in_idr, out_idr)
    SELECT line_id, region, made_on, account, sum(in_idr), sum(out_idr)
    FROM (
        SELECT line_id, region, made_on, to_account AS account, amount_idr AS in_idr, 0 AS out_idr FROM fresh
        UNION ALL SELECT line_id, region, made_on, from_account, 0, amount_idr FROM fresh
    ) AS side GROUP BY 1, 2, 3, 4 ORDER BY 1, 3, 4
    ON CONFLICT (line_id, made_on, account) DO UPDATE
        SET in_idr = kept.in_idr + excluded.in_idr, out_idr = kept.out_idr + excluded.out_idr;
    -- Said with the amount that is missing; the constraint of the same name holds all the same.
    SELECT held.line_id, -(held.left_idr + change.amount) AS missing INTO short
    FROM line_balance held JOIN (
        SELECT line_id, sum(CASE WHEN to_account = 'left' THEN amount_idr WHEN from_account = 'left' THEN -amount_idr ELSE 0 END)
            AS amount
        FROM fresh GROUP BY line_id
    ) AS change ON change.line_id = held.line_id
    WHERE held.left_idr + change.amount < 0 ORDER BY 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'line % holds too little', short.line_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'line_commits_no_more_than_it_holds', DETAIL = short.missing;
    END IF;
    UPDATE line_balance held SET
        promised_idr = held.promised_idr - change.promise, left_idr = held.left_idr + change.left,
        committed_idr = held.committed_idr + change.committed, invoiced_idr = held.invoiced_idr + change.invoiced,
        paid_idr = held.paid_idr + change.paid, owed_idr = held.owed_idr + change.owed,
        received_idr = held.received_idr - change.payer, bank_idr = held.bank_idr + change.bank,
        bpjs_idr = held.bpjs_idr + change.bpjs, awarded_idr = held.awarded_idr - change.insurer,
        due_idr = held.due_idr + change.due, given_idr = held.given_idr + change.given
    FROM (
        SELECT line_id,
            coalesce(sum(amount) FILTER (WHERE account = 'promise'), 0) AS promise,
            coalesce(sum(amount) FILTER (WHERE account = 'left'), 0) AS left,
            coalesce(sum(amount) FILTER (WHERE account = 'committed'), 0) AS committed,
            coalesce(sum(amount) FILTER (WHERE account = 'invoiced'), 0) AS invoiced,
            coalesce(sum(amount) FILTER (WHERE account = 'paid'), 0) AS paid,
            coalesce(sum(amount) FILTER (WHERE account = 'owed'), 0) AS owed,
            coalesce(sum(amount) FILTER (WHERE account = 'payer'), 0) AS payer,
            coalesce(sum(amount) FILTER (WHERE account = 'bank'), 0) AS bank,
            coalesce(sum(amount) FILTER (WHERE account = 'bpjs'), 0) AS bpjs,
            coalesce(sum(amount) FILTER (WHERE account = 'insurer'), 0) AS insurer,
            coalesce(sum(amount) FILTER (WHERE account = 'due'), 0) AS due,
            coalesce(sum(amount) FILTER (WHERE account = 'given'), 0) AS given
        FROM (
            SELECT line_id, to_account AS account, amount_idr AS amount FROM fresh
            UNION ALL SELECT line_id, from_account, -amount_idr FROM fresh
        ) AS side GROUP BY line_id
    ) AS change
    WHERE held.line_id = change.line_id;
    UPDATE invoice SET paid_idr = paid_idr + change.paid, credited_idr = credited_idr + change.credited
    FROM (
        SELECT invoice_id,
            sum(CASE WHEN from_account = 'invoiced' AND to_account = 'paid' THEN amount_idr
                WHEN from_account = 'paid' AND to_account = 'invoiced' THEN -amount_idr ELSE 0 END) AS paid,
            sum(CASE WHEN from_account = 'invoiced' AND to_account = 'left' THEN amount_idr
                WHEN from_account = 'left' AND to_account = 'invoiced' THEN -amount_idr ELSE 0 END) AS credited
        FROM fresh WHERE invoice_id IS NOT NULL GROUP BY invoice_id
    ) AS change
    WHERE invoice.id = change.invoice_id AND (change.paid <> 0 OR change.credited <> 0);
    RETURN NULL;
END $$;
"""
FORMER_CARRY = """
CREATE OR REPLACE FUNCTION carry_transfers() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE short record;
BEGIN
    PERFORM 1 FROM line_balance WHERE line_id IN (SELECT line_id FROM fresh) ORDER BY line_id FOR UPDATE;
    INSERT INTO line_day AS kept (line_id, region, made_on, account, in_idr, out_idr)
    SELECT line_id, region, made_on, account, sum(in_idr), sum(out_idr)
    FROM (
        SELECT line_id, region, made_on, to_account AS account, amount_idr AS in_idr, 0 AS out_idr FROM fresh
        UNION ALL SELECT line_id, region, made_on, from_account, 0, amount_idr FROM fresh
    ) AS side GROUP BY 1, 2, 3, 4 ORDER BY 1, 3, 4
    ON CONFLICT (line_id, made_on, account) DO UPDATE
        SET in_idr = kept.in_idr + excluded.in_idr, out_idr = kept.out_idr + excluded.out_idr;
    -- Said with the amount that is missing; the constraint of the same name holds all the same.
    SELECT held.line_id, -(held.left_idr + change.amount) AS missing INTO short
    FROM line_balance held JOIN (
        SELECT line_id, sum(CASE WHEN to_account = 'left' THEN amount_idr WHEN from_account = 'left' THEN -amount_idr ELSE 0 END)
            AS amount
        FROM fresh GROUP BY line_id
    ) AS change ON change.line_id = held.line_id
    WHERE held.left_idr + change.amount < 0 ORDER BY 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'line % holds too little', short.line_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'line_commits_no_more_than_it_holds', DETAIL = short.missing;
    END IF;
    UPDATE line_balance held SET
        promised_idr = held.promised_idr - change.promise, left_idr = held.left_idr + change.left,
        committed_idr = held.committed_idr + change.committed, invoiced_idr = held.invoiced_idr + change.invoiced,
        paid_idr = held.paid_idr + change.paid, owed_idr = held.owed_idr + change.owed,
        received_idr = held.received_idr - change.payer, bank_idr = held.bank_idr + change.bank,
        bpjs_idr = held.bpjs_idr + change.bpjs
    FROM (
        SELECT line_id,
            coalesce(sum(amount) FILTER (WHERE account = 'promise'), 0) AS promise,
            coalesce(sum(amount) FILTER (WHERE account = 'left'), 0) AS left,
            coalesce(sum(amount) FILTER (WHERE account = 'committed'), 0) AS committed,
            coalesce(sum(amount) FILTER (WHERE account = 'invoiced'), 0) AS invoiced,
            coalesce(sum(amount) FILTER (WHERE account = 'paid'), 0) AS paid,
            coalesce(sum(amount) FILTER (WHERE account = 'owed'), 0) AS owed,
            coalesce(sum(amount) FILTER (WHERE account = 'payer'), 0) AS payer,
            coalesce(sum(amount) FILTER (WHERE account = 'bank'), 0) AS bank,
            coalesce(sum(amount) FILTER (WHERE account = 'bpjs'), 0) AS bpjs
        FROM (
            SELECT line_id, to_account AS account, amount_idr AS amount FROM fresh
            UNION ALL SELECT line_id, from_account, -amount_idr FROM fresh
        ) AS side GROUP BY line_id
    ) AS change
    WHERE held.line_id = change.line_id;
    UPDATE invoice SET paid_idr = paid_idr + change.paid, credited_idr = credited_idr + change.credited
    FROM (
        SELECT invoice_id,
            sum(CASE WHEN from_account = 'invoiced' AND to_account = 'paid' THEN amount_idr
                WHEN from_account = 'paid' AND to_account = 'invoiced' THEN -amount_idr ELSE 0 END) AS paid,
            sum(CASE WHEN from_account = 'invoiced' AND to_account = 'left' THEN amount_idr
                WHEN from_account = 'left' AND to_account = 'invoiced' THEN -amount_idr ELSE 0 END) AS credited
        FROM fresh WHERE invoice_id IS NOT NULL GROUP BY invoice_id
    ) AS change
    WHERE invoice.id = change.invoice_id AND (change.paid <> 0 OR change.credited <> 0);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0007_sums_of_invoices")]

    operations = [
        migrations.RemoveConstraint(
            model_name="linebalance",
            name="line_balance_adds_up",
        ),
        migrations.RemoveConstraint(
            model_name="transfer",
            name="transfer_goes_a_way_of_its_kind",
        ),
        migrations.AddField(
            model_name="linebalance",
            name="awarded_idr",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="linebalance",
            name="due_idr",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="linebalance",
            name="given_idr",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="linebalance",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_idr__gte", 0)), name="line_gives_no_more_than_was_awarded"
            ),
        ),
        migrations.AddConstraint(
            model_name="linebalance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "awarded_idr",
                        django.db.models.expressions.CombinedExpression(
                            models.F("due_idr"), "+", models.F("given_idr")
                        ),
                    ),
                    (
                        "promised_idr",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("left_idr"), "+", models.F("committed_idr")
                                    ),
                                    "+",
                                    models.F("invoiced_idr"),
                                ),
                                "+",
                                models.F("paid_idr"),
                            ),
                            "+",
                            models.F("owed_idr"),
                        ),
                    ),
                    (
                        "received_idr",
                        django.db.models.expressions.CombinedExpression(
                            models.F("bank_idr"), "+", models.F("bpjs_idr")
                        ),
                    ),
                ),
                name="line_balance_adds_up",
            ),
        ),
        AddConstraintNotValid(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "promise"),
                        ("kind", "pledge"),
                        ("to_account", "left"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "left"),
                        ("kind", "pledge"),
                        ("to_account", "promise"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "payer"),
                        ("kind", "receipt"),
                        ("to_account", "bank"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "bank"),
                        ("kind", "receipt"),
                        ("to_account", "payer"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "left"),
                        ("kind", "commitment"),
                        ("to_account", "committed"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "committed"),
                        ("kind", "commitment"),
                        ("to_account", "left"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "committed"),
                        ("kind", "release"),
                        ("to_account", "left"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "left"),
                        ("kind", "release"),
                        ("to_account", "committed"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "committed"),
                        ("kind", "invoice"),
                        ("to_account", "invoiced"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "invoiced"),
                        ("kind", "invoice"),
                        ("to_account", "committed"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "invoiced"),
                        ("kind", "credit"),
                        ("to_account", "left"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "left"),
                        ("kind", "credit"),
                        ("to_account", "invoiced"),
                    ),
                    models.Q(
                        ("corrects__isnull", True), ("from_account", "paid"), ("kind", "credit"), ("to_account", "owed")
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "owed"),
                        ("kind", "credit"),
                        ("to_account", "paid"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "invoiced"),
                        ("kind", "payment"),
                        ("to_account", "paid"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "paid"),
                        ("kind", "payment"),
                        ("to_account", "invoiced"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "bank"),
                        ("kind", "payment"),
                        ("to_account", "bpjs"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "bpjs"),
                        ("kind", "payment"),
                        ("to_account", "bank"),
                    ),
                    models.Q(
                        ("corrects__isnull", True), ("from_account", "owed"), ("kind", "refund"), ("to_account", "left")
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "left"),
                        ("kind", "refund"),
                        ("to_account", "owed"),
                    ),
                    models.Q(
                        ("corrects__isnull", True), ("from_account", "bpjs"), ("kind", "refund"), ("to_account", "bank")
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "bank"),
                        ("kind", "refund"),
                        ("to_account", "bpjs"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "left"),
                        ("kind", "return"),
                        ("to_account", "promise"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "promise"),
                        ("kind", "return"),
                        ("to_account", "left"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "bank"),
                        ("kind", "return"),
                        ("to_account", "payer"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "payer"),
                        ("kind", "return"),
                        ("to_account", "bank"),
                    ),
                    models.Q(
                        ("corrects__isnull", True),
                        ("from_account", "insurer"),
                        ("kind", "award"),
                        ("to_account", "due"),
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "due"),
                        ("kind", "award"),
                        ("to_account", "insurer"),
                    ),
                    models.Q(
                        ("corrects__isnull", True), ("from_account", "due"), ("kind", "payout"), ("to_account", "given")
                    ),
                    models.Q(
                        ("corrects__isnull", False),
                        ("from_account", "given"),
                        ("kind", "payout"),
                        ("to_account", "due"),
                    ),
                    _connector="OR",
                ),
                name="transfer_goes_a_way_of_its_kind",
            ),
        ),
        migrations.RunSQL(CARRY, FORMER_CARRY),
    ]
