"""What goes out of the bank on a day was there on that day: a booking that is dated back leaves no day since below zero."""

from django.db import migrations

# The totals of days are carried already (`carry_transfers`, under the balance of the line, which it holds until the end), so
# that two who book at once see each other. Only days from the earliest that loses money are looked at.
FORWARD = """
CREATE FUNCTION bank_holds_every_day() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE short record;
BEGIN
    SELECT day.line_id, day.made_on, -day.held AS missing INTO short
    FROM (
        SELECT line_id, min(made_on) AS made_on FROM fresh WHERE from_account = 'bank' GROUP BY line_id
    ) AS goes CROSS JOIN LATERAL (
        SELECT line_id, line_day.made_on, sum(in_idr - out_idr) OVER (ORDER BY line_day.made_on) AS held
        FROM line_day WHERE line_day.line_id = goes.line_id AND account = 'bank'
    ) AS day
    WHERE day.held < 0 AND day.made_on >= goes.made_on
    ORDER BY day.line_id, day.made_on LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'line % had too little in the bank', short.line_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'line_pays_nothing_before_its_money_came', DETAIL = short.made_on || ' ' || short.missing;
    END IF;
    RETURN NULL;
END $$;
-- By its name after `balance_of_inserts`, which carries the days.
CREATE TRIGGER bank_of_every_day AFTER INSERT ON transfer REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION bank_holds_every_day();
REVOKE EXECUTE ON FUNCTION bank_holds_every_day FROM PUBLIC;
"""
UNDO = """
DROP TRIGGER bank_of_every_day ON transfer;
DROP FUNCTION bank_holds_every_day;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0008_lines_that_came_in")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
