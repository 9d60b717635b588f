"""Statements of the bank: taken once, seen by area, settled once."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

FORWARD = """
SELECT protect_numbers('bank_statement', 'region'), keep_history_at('bank_statement', 'region'),
    protect_numbers('statement_line', 'region'), keep_history_at('statement_line', 'region', 'id', '{text}');

-- Two who decide at once: the second finds a line that is settled, whoever asks and however.
CREATE FUNCTION statement_line_is_decided_once() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'decided already'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_line_is_decided_once';
END $$;
CREATE TRIGGER decided_once BEFORE UPDATE ON statement_line FOR EACH ROW
    WHEN (OLD.outcome IN ('paid', 'by-hand', 'set-aside')) EXECUTE FUNCTION statement_line_is_decided_once();
REVOKE EXECUTE ON FUNCTION statement_line_is_decided_once FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON bank_statement, statement_line FROM payung_app;
        GRANT UPDATE (known) ON bank_statement TO payung_app;
        GRANT UPDATE (outcome, invoice_id, entry, reason, decided_by, decided_at) ON statement_line TO payung_app;
    END IF;
END $$;
"""
UNDO = """
DROP TRIGGER decided_once ON statement_line;
DROP FUNCTION statement_line_is_decided_once;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0004_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(db_collation="C", help_text="the area of whoever took it", max_length=13)),
                ("fingerprint", models.CharField(help_text="of what the statement says", max_length=64)),
                ("file_name", models.CharField(max_length=200)),
                ("account", models.CharField(max_length=60)),
                ("opening_idr", models.BigIntegerField()),
                ("moved_idr", models.BigIntegerField()),
                ("closing_idr", models.BigIntegerField()),
                ("lines", models.IntegerField()),
                ("known", models.IntegerField(help_text="of the lines, those that an earlier statement has")),
                ("taken_at", models.DateTimeField()),
                ("taken_by", models.CharField(max_length=60)),
            ],
            options={
                "db_table": "bank_statement",
                "constraints": [
                    models.UniqueConstraint(fields=("region", "fingerprint"), name="bank_statement_is_taken_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "closing_idr",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("opening_idr"), "+", models.F("moved_idr")
                                ),
                            )
                        ),
                        name="bank_statement_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known__gte", 0), ("lines__gte", models.F("known"))),
                        name="bank_statement_knows_no_more_than_it_has",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(db_collation="C", help_text="that of its statement", max_length=13)),
                ("row", models.IntegerField()),
                ("booked_on", models.DateField()),
                ("amount_idr", models.BigIntegerField()),
                ("text", models.CharField(max_length=500)),
                ("number", models.CharField(max_length=60)),
                (
                    "mark",
                    models.CharField(
                        help_text="the same for the same line in two statements whose days overlap", max_length=64
                    ),
                ),
                ("outcome", models.CharField(max_length=10)),
                ("entry", models.BigIntegerField(help_text="of the ledger", null=True)),
                ("reason", models.CharField(default="", max_length=200)),
                ("decided_by", models.CharField(default="", max_length=60)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "invoice",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="funding.invoice"
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="funding.bankstatement"),
                ),
            ],
            options={
                "db_table": "statement_line",
                "indexes": [models.Index(fields=["region", "outcome", "id"], name="statement_line_by_outcome")],
                "constraints": [
                    models.UniqueConstraint(fields=("region", "mark"), name="statement_line_stands_once"),
                    models.UniqueConstraint(fields=("invoice",), name="invoice_is_paid_by_one_line"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_idr", 0), _negated=True), name="statement_line_moves_money"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                (
                                    "paid",
                                    "by-hand",
                                    "set-aside",
                                    "no-code",
                                    "two",
                                    "short",
                                    "over",
                                    "settled",
                                    "bank-short",
                                    "incoming",
                                ),
                            )
                        ),
                        name="statement_line_outcome_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("entry__isnull", False),
                                ("invoice__isnull", False),
                                ("outcome__in", ["paid", "by-hand"]),
                            ),
                            models.Q(
                                models.Q(("outcome__in", ["paid", "by-hand"]), _negated=True),
                                ("entry", None),
                                ("invoice", None),
                            ),
                            _connector="OR",
                        ),
                        name="statement_line_names_what_it_paid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["by-hand", "set-aside"]), _negated=True),
                            models.Q(
                                models.Q(("reason", ""), _negated=True), models.Q(("decided_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="statement_line_by_hand_says_why_and_by_whom",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, UNDO),
    ]
