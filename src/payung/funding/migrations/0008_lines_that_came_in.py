"""A line of a statement that came in is booked as a receipt: settled once, with its entry and why; it pays no invoice."""

from django.db import migrations, models
from django.db.models import Q

OPEN = ("no-code", "two", "short", "over", "settled", "bank-short", "incoming")


def _decided_once(*settled: str) -> str:
    listed = ", ".join(f"'{outcome}'" for outcome in settled)
    return f"""
        DROP TRIGGER IF EXISTS decided_once ON statement_line;
        CREATE TRIGGER decided_once BEFORE UPDATE ON statement_line FOR EACH ROW
            WHEN (OLD.outcome IN ({listed})) EXECUTE FUNCTION statement_line_is_decided_once();
    """


# Without this class such a line is one that pays no contribution, as it was before; its entry stays in the ledger.
FORGET = """
DROP TRIGGER decided_once ON statement_line;
UPDATE statement_line SET outcome = 'set-aside', entry = NULL WHERE outcome = 'received';
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0007_sums_of_invoices")]
    operations = [
        migrations.RunSQL(
            _decided_once("paid", "by-hand", "set-aside", "received"), _decided_once("paid", "by-hand", "set-aside")
        ),
        migrations.RemoveConstraint("statementline", "statement_line_outcome_is_known"),
        migrations.RemoveConstraint("statementline", "statement_line_names_what_it_paid"),
        migrations.RemoveConstraint("statementline", "statement_line_by_hand_says_why_and_by_whom"),
        migrations.AddConstraint(
            "statementline",
            models.CheckConstraint(
                name="statement_line_outcome_is_known",
                condition=Q(outcome__in=("paid", "by-hand", "set-aside", "received", *OPEN)),
            ),
        ),
        migrations.AddConstraint(
            "statementline",
            models.CheckConstraint(
                name="statement_line_names_what_it_paid",
                condition=Q(outcome__in=["paid", "by-hand"], invoice__isnull=False, entry__isnull=False)
                | Q(outcome="received", invoice=None, entry__isnull=False, amount_idr__gt=0)
                | (~Q(outcome__in=["paid", "by-hand", "received"]) & Q(invoice=None, entry=None)),
            ),
        ),
        migrations.AddConstraint(
            "statementline",
            models.CheckConstraint(
                name="statement_line_by_hand_says_why_and_by_whom",
                condition=~Q(outcome__in=["by-hand", "set-aside", "received"]) | (~Q(reason="") & ~Q(decided_by="")),
            ),
        ),
        migrations.RunSQL("", FORGET),
    ]
