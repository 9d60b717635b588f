"""Benefits have accounts of their own: what the insurer awards is due until it is given; contributions never mix with them."""

from importlib import import_module

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import F, Q

changed = import_module("payung.people.migrations.0006_rights_hold").changed
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
    ("award", "insurer", "due"),
    ("payout", "due", "given"),
)


def _one_of_the_ways() -> Q:
    found = Q()
    for kind, giving, taking in WAYS:
        found |= Q(kind=kind, from_account=giving, to_account=taking, corrects__isnull=True)
        found |= Q(kind=kind, from_account=taking, to_account=giving, corrects__isnull=False)
    return found


ADDS_UP = Q(
    promised_idr=F("left_idr") + F("committed_idr") + F("invoiced_idr") + F("paid_idr") + F("owed_idr"),
    received_idr=F("bank_idr") + F("bpjs_idr"),
    awarded_idr=F("due_idr") + F("given_idr"),
)

# The trigger that carries balances learns three more accounts; whatever else stands in it stays.
CARRIED = "        bpjs_idr = held.bpjs_idr + change.bpjs"
CARRIED_TOO = """, awarded_idr = held.awarded_idr - change.insurer,
        due_idr = held.due_idr + change.due, given_idr = held.given_idr + change.given"""
SUMMED = "            coalesce(sum(amount) FILTER (WHERE account = 'bpjs'), 0) AS bpjs"
SUMMED_TOO = """,
            coalesce(sum(amount) FILTER (WHERE account = 'insurer'), 0) AS insurer,
            coalesce(sum(amount) FILTER (WHERE account = 'due'), 0) AS due,
            coalesce(sum(amount) FILTER (WHERE account = 'given'), 0) AS given"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0007_sums_of_invoices")]
    operations = [
        migrations.RemoveConstraint("linebalance", "line_balance_adds_up"),
        migrations.RemoveConstraint("transfer", "transfer_goes_a_way_of_its_kind"),
        *(
            migrations.AddField("linebalance", name, models.BigIntegerField(default=0, db_default=0))
            for name in ("awarded_idr", "due_idr", "given_idr")
        ),
        migrations.AddConstraint(
            "linebalance",
            models.CheckConstraint(name="line_gives_no_more_than_was_awarded", condition=Q(due_idr__gte=0)),
        ),
        migrations.AddConstraint("linebalance", models.CheckConstraint(name="line_balance_adds_up", condition=ADDS_UP)),
        AddConstraintNotValid(
            "transfer",
            models.CheckConstraint(name="transfer_goes_a_way_of_its_kind", condition=_one_of_the_ways()),
        ),
        changed("carry_transfers", CARRIED, CARRIED + CARRIED_TOO),
        changed("carry_transfers", SUMMED, SUMMED + SUMMED_TOO),
    ]
