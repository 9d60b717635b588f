"""The tables of money: transfers, what a line holds, invoices. Their rules and rights come with the next migration."""

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models
from django.db.models import Q

WAYS = (
    ("pledge", "promise", "left"),
    ("receipt", "payer", "bank"),
    ("commitment", "left", "committed"),
    ("release", "committed", "left"),
    ("invoice", "committed", "invoiced"),
    ("credit", "invoiced", "left"),
    ("credit", "paid", "owed"),
    ("payment", "invoiced", "paid"),
    ("payment", "bank", "bpjs"),
    ("refund", "owed", "left"),
    ("refund", "bpjs", "bank"),
    ("return", "left", "promise"),
    ("return", "bank", "payer"),
)


def _one_of_the_ways() -> Q:
    """A transfer goes a way of its kind; a correction the way back."""
    found = Q()
    for kind, giving, taking in WAYS:
        found |= Q(kind=kind, from_account=giving, to_account=taking, corrects__isnull=True)
        found |= Q(kind=kind, from_account=taking, to_account=giving, corrects__isnull=False)
    return found


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_seen_by_area")]
    operations = [
        migrations.CreateModel(
            name="InvoiceCredit",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "person", "round", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("round", models.IntegerField()),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("credited_on", models.DateField()),
                ("why", models.CharField(max_length=12)),
            ],
            options={
                "db_table": "invoice_credit",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="InvoiceItem",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month", "person", "round", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                ("round", models.IntegerField()),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("price_idr", models.IntegerField()),
            ],
            options={
                "db_table": "invoice_item",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(db_collation="C", help_text="that of its line", max_length=13)),
                ("month", models.DateField()),
                ("number", models.PositiveSmallIntegerField()),
                ("made_on", models.DateField()),
                ("by", models.CharField(max_length=60)),
                ("payment_code", models.CharField(max_length=40, null=True, unique=True)),
                ("workers", models.PositiveIntegerField()),
                ("amount_idr", models.BigIntegerField()),
                ("credited_idr", models.BigIntegerField(default=0)),
                ("paid_idr", models.BigIntegerField(default=0)),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="funding.fundingline")),
            ],
            options={
                "db_table": "invoice",
            },
        ),
        migrations.CreateModel(
            name="LineBalance",
            fields=[
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="funding.fundingline",
                    ),
                ),
                ("region", models.CharField(db_collation="C", max_length=13)),
                ("promised_idr", models.BigIntegerField(default=0)),
                ("left_idr", models.BigIntegerField(default=0)),
                ("committed_idr", models.BigIntegerField(default=0)),
                ("invoiced_idr", models.BigIntegerField(default=0)),
                ("paid_idr", models.BigIntegerField(default=0)),
                ("owed_idr", models.BigIntegerField(default=0)),
                ("received_idr", models.BigIntegerField(default=0)),
                ("bank_idr", models.BigIntegerField(default=0)),
                ("bpjs_idr", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "line_balance",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("left_idr__gte", 0)), name="line_commits_no_more_than_it_holds"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("committed_idr__gte", 0)), name="line_invoices_no_more_than_it_committed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("invoiced_idr__gte", 0)), name="line_pays_no_more_than_was_invoiced"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid_idr__gte", 0)), name="line_gets_back_no_more_than_it_paid"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owed_idr__gte", 0)), name="line_gets_back_no_more_than_it_is_owed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bank_idr__gte", 0)), name="line_pays_no_more_than_it_received"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bpjs_idr__gte", 0)), name="bpjs_gives_back_no_more_than_it_got"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="LineDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "line", "made_on", "account", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("region", models.CharField(db_collation="C", max_length=13)),
                ("made_on", models.DateField()),
                ("account", models.CharField(max_length=9)),
                ("in_idr", models.BigIntegerField()),
                ("out_idr", models.BigIntegerField()),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="funding.fundingline"
                    ),
                ),
            ],
            options={
                "db_table": "line_day",
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField()),
                ("region", models.CharField(db_collation="C", help_text="that of its line", max_length=13)),
                ("kind", models.CharField(max_length=10)),
                ("from_account", models.CharField(max_length=9)),
                ("to_account", models.CharField(max_length=9)),
                ("amount_idr", models.BigIntegerField()),
                ("month", models.DateField(null=True)),
                ("made_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=120)),
                (
                    "corrects",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to="funding.transfer"),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="funding.invoice"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="funding.fundingline"
                    ),
                ),
            ],
            options={
                "db_table": "transfer",
            },
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(fields=("line", "month", "number"), name="invoice_has_its_own_number"),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="invoice_is_of_a_whole_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_idr__gte", 1), ("workers__gte", 1)), name="invoice_is_of_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount_idr__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("paid_idr"), "+", models.F("credited_idr")
                        ),
                    ),
                    ("credited_idr__gte", 0),
                    ("paid_idr__gte", 0),
                ),
                name="invoice_is_paid_at_most_once",
            ),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["line", "made_on", "id"], name="transfer_of_a_line"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_idr__gte", 1)), name="transfer_moves_at_least_one_rupiah"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(condition=_one_of_the_ways(), name="transfer_goes_a_way_of_its_kind"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("reason", ""), _negated=True), models.Q(("by", ""), _negated=True)),
                name="transfer_says_why_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1), ("month", None), _connector="OR"),
                name="transfer_is_about_a_whole_month",
            ),
        ),
    ]
