"""Money at BPJS beyond invoices: a line of a statement that took it there, or that brought money back from BPJS."""

from django.db import migrations, models
from django.db.models import F, Q

OPEN = ("no-code", "two", "short", "over", "settled", "bank-short", "incoming", "opened")
BEFORE, NOW = ("paid", "by-hand", "set-aside", "received"), ("overpaid", "refunded")


def _decided_once(settled: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{outcome}'" for outcome in settled)
    return f"""
        DROP TRIGGER IF EXISTS decided_once ON statement_line;
        CREATE TRIGGER decided_once BEFORE UPDATE ON statement_line FOR EACH ROW
            WHEN (OLD.outcome IN ({listed})) EXECUTE FUNCTION statement_line_is_decided_once();
    """


# Without these classes such a line is one that pays no contribution; its entry stays in the ledger.
FORGET = """
DROP TRIGGER decided_once ON statement_line;
UPDATE statement_line SET outcome = 'set-aside', entry = NULL WHERE outcome IN ('overpaid', 'refunded');
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0010_lines_opened_again")]
    operations = [
        migrations.RunSQL(_decided_once((*BEFORE, *NOW)), _decided_once(BEFORE)),
        migrations.RemoveConstraint("statementline", "statement_line_outcome_is_known"),
        migrations.RemoveConstraint("statementline", "statement_line_names_what_it_paid"),
        migrations.RemoveConstraint("statementline", "statement_line_by_hand_says_why_and_by_whom"),
        migrations.AddConstraint(
            "statementline",
            models.CheckConstraint(
                name="statement_line_outcome_is_known", condition=Q(outcome__in=(*BEFORE, *NOW, *OPEN))
            ),
        ),
        migrations.AddConstraint(
            "statementline",
            models.CheckConstraint(
                name="statement_line_names_what_it_paid",
                condition=Q(outcome__in=["paid", "by-hand"], invoice__isnull=False, entry__isnull=False)
                | Q(outcome__in=["received", "refunded"], invoice=None, entry__isnull=False, amount_idr__gt=0)
                | Q(outcome="overpaid", invoice=None, entry__isnull=False, amount_idr__lt=0)
                | (
                    ~Q(outcome__in=["paid", "by-hand", "received", "refunded", "overpaid"])
                    & Q(invoice=None, entry=None)
                ),
            ),
        ),
        migrations.AddConstraint(
            "statementline",
            models.CheckConstraint(
                name="statement_line_by_hand_says_why_and_by_whom",
                condition=~Q(outcome__in=["by-hand", "set-aside", "received", "refunded", "overpaid", "opened"])
                | (~Q(reason="") & ~Q(decided_by="")),
            ),
        ),
        # One row a line: looked through at once.
        migrations.AddConstraint(
            "linebalance",
            models.CheckConstraint(
                name="line_says_paid_only_what_bpjs_has",
                condition=Q(bpjs_idr__gte=F("paid_idr") + F("owed_idr")),
            ),
        ),
        migrations.RunSQL("", FORGET),
    ]
