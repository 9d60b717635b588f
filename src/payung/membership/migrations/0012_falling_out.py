"""Who is covered in a month and not in the next one, and why: in counts for whoever sees numbers, who sees no worker for it."""

from django.db import migrations

FORWARD = """
-- Why a worker of a line is not covered in the month after one: the place ended; or the line's term is over, and the age of the
-- worker allows no other (`over` is the last day of birth that is too early); or the term alone.
CREATE FUNCTION why_falls_out(ended text, birth_on date, over date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(nullif(ended, ''), CASE WHEN birth_on <= over THEN 'over-age' ELSE 'term-over' END);

CREATE FUNCTION falling_out_counts(asked date, over date) RETURNS TABLE (village varchar, why text, workers bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.village, why_falls_out(seat.ended_why, p.birth_on, over), count(*)
    FROM cover_month c JOIN person p ON p.id = c.person_id
    LEFT JOIN LATERAL (
        SELECT ended_why FROM enrolment e WHERE e.person_id = c.person_id AND e.line_id = c.line_id
        ORDER BY e.state = 'ended', e.id DESC LIMIT 1
    ) AS seat ON true
    WHERE c.month = asked AND c.village >= numbers_from() COLLATE "C" AND c.village < numbers_until() COLLATE "C"
        AND NOT EXISTS (
            SELECT FROM cover_month n WHERE n.month = (asked + interval '1 month')::date AND n.person_id = c.person_id
        )
    GROUP BY 1, 2
$$;
"""
UNDO = "DROP FUNCTION falling_out_counts, why_falls_out"


class Migration(migrations.Migration):
    dependencies = [("membership", "0011_reconciliation")]
    operations = [migrations.RunSQL(FORWARD, UNDO)]
