"""A line of a statement is opened again: by the correction of the entry that it made, or with a reason where it was set aside."""

from django.db import migrations, models
from django.db.models import Q

BEFORE = (
    "paid", "by-hand", "set-aside", "received", "no-code", "two", "short", "over", "settled", "bank-short", "incoming",
)  # fmt: skip
BY_SOMEBODY = ("by-hand", "set-aside", "received")

FORWARD = """
-- Two who decide at once: the second finds a line that is settled. It opens again when what it booked was taken back whole,
-- or, where it booked nothing, when somebody says why.
CREATE OR REPLACE FUNCTION statement_line_is_decided_once() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.outcome = 'opened' AND (OLD.outcome = 'set-aside' OR EXISTS (
        SELECT FROM transfer taken JOIN transfer made ON made.id = taken.corrects_id
        WHERE taken.corrects_id IS NOT NULL AND made.entry = OLD.entry
    )) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'decided already'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_line_is_decided_once';
END $$;

-- In the same transaction as the correction and with its reason, whoever corrects: also where the statement was taken in an
-- area that they do not see.
CREATE FUNCTION correction_opens_its_line() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh WHERE corrects_id IS NOT NULL) THEN
        UPDATE statement_line SET outcome = 'opened', invoice_id = NULL, entry = NULL, reason = taken.reason,
            decided_by = taken.by, decided_at = taken.made_at
        FROM (
            SELECT DISTINCT ON (made.entry) made.entry, f.reason, f.by, f.made_at
            FROM fresh f JOIN transfer made ON made.id = f.corrects_id ORDER BY made.entry, f.id
        ) AS taken
        WHERE statement_line.entry = taken.entry;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER lines_of_corrections AFTER INSERT ON transfer REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION correction_opens_its_line();
REVOKE EXECUTE ON FUNCTION correction_opens_its_line FROM PUBLIC;
"""
UNDO = """
DROP TRIGGER lines_of_corrections ON transfer;
DROP FUNCTION correction_opens_its_line;
CREATE OR REPLACE FUNCTION statement_line_is_decided_once() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'decided already'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_line_is_decided_once';
END $$;
-- Without this class such a line waits as any other does.
UPDATE statement_line SET outcome = CASE WHEN amount_idr > 0 THEN 'incoming' ELSE 'no-code' END WHERE outcome = 'opened';
"""


def _by_somebody(outcomes: tuple[str, ...]) -> models.CheckConstraint:
    condition = ~Q(outcome__in=list(outcomes)) | (~Q(reason="") & ~Q(decided_by=""))
    return models.CheckConstraint(name="statement_line_by_hand_says_why_and_by_whom", condition=condition)


class Migration(migrations.Migration):
    dependencies = [("funding", "0009_no_day_below_zero")]
    operations = [
        migrations.RemoveConstraint("statementline", "statement_line_outcome_is_known"),
        migrations.RemoveConstraint("statementline", "statement_line_by_hand_says_why_and_by_whom"),
        migrations.AddConstraint(
            "statementline",
            models.CheckConstraint(
                name="statement_line_outcome_is_known", condition=Q(outcome__in=(*BEFORE, "opened"))
            ),
        ),
        migrations.AddConstraint("statementline", _by_somebody((*BY_SOMEBODY, "opened"))),
        # Last, so that its way back comes before the constraints that know no such class.
        migrations.RunSQL(FORWARD, UNDO),
    ]
