-- Writes the months of a line again that a death had ended which came later than was told: up to the month of the true day, as they
-- were, where nobody pays them by now. The last end of a month counts; `since` is the first day of an end that does.
INSERT INTO cover_month (month, person_id, line_id, village, price_idr)
SELECT month, person_id, line_id, village, price_idr FROM (
    SELECT DISTINCT ON (month) month, person_id, line_id, village, price_idr, why, ended_on
    FROM cover_ended WHERE person_id = %(person)s ORDER BY month, id DESC
) AS ended
WHERE why = 'died' AND line_id = %(line)s AND month <= %(last)s AND ended_on >= coalesce(%(since)s, ended_on)
    AND NOT EXISTS (SELECT FROM cover_month c WHERE c.month = ended.month AND c.person_id = ended.person_id)
