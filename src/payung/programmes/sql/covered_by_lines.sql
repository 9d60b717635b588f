-- Whom the program's own lines cover in each village, for a base "up to N, those already covered counted" of one line. `counted_here`:
-- workers of lines with a term whom the workforce count of a day must have counted, being proposed by that day and covered in its month.
-- `others`: places that other lines of the same months hold there (each worker once), or keep for the same filling up. One row a village.
WITH seen AS (
    SELECT cover_month.village, count(DISTINCT cover_month.person_id) AS workers
    FROM cover_month
    JOIN funding_line paying ON paying.id = cover_month.line_id AND NOT paying.existing
    WHERE month = date_trunc('month', %(counted_on)s::date)::date
        AND cover_month.village >= %(from)s COLLATE "C" AND cover_month.village < %(until)s COLLATE "C"
        AND EXISTS (
            SELECT FROM enrolment
            WHERE enrolment.person_id = cover_month.person_id AND enrolment.line_id = cover_month.line_id
                AND proposed_on <= %(counted_on)s::date
        )
    GROUP BY cover_month.village
), beside AS (
    SELECT id, first_month FROM funding_line
    WHERE id <> %(line)s AND NOT existing
        AND first_month < %(term_until)s::date AND first_month + make_interval(months => months) > %(term_first)s::date
), held AS (
    SELECT village, line_id, count(*) AS places
    FROM (
        SELECT DISTINCT ON (person_id) person_id, village, line_id
        FROM enrolment JOIN beside ON beside.id = line_id
        WHERE state = 'placed' AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
            AND NOT EXISTS (
                SELECT FROM enrolment own
                WHERE own.person_id = enrolment.person_id AND own.line_id = %(line)s AND own.state = 'placed'
            )
        ORDER BY person_id, first_month DESC, line_id
    ) AS seat
    GROUP BY village, line_id
), kept AS (
    SELECT quota.region AS village, line_id, least(quota.base, places) AS places
    FROM quota JOIN beside ON beside.id = line_id JOIN sharing USING (line_id)
    WHERE up_to IS NOT NULL AND length(quota.region) = 13 AND quota.base IS NOT NULL
        AND quota.region >= %(from)s COLLATE "C" AND quota.region < %(until)s COLLATE "C"
), others AS (
    SELECT village, sum(greatest(coalesce(held.places, 0), coalesce(kept.places, 0))) AS places
    FROM held FULL JOIN kept USING (village, line_id)
    GROUP BY village
)
SELECT village, coalesce(seen.workers, 0)::int, coalesce(others.places, 0)::int FROM seen FULL JOIN others USING (village)
