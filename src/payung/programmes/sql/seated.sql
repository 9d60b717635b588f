-- How many workers of a line hold a place in each village, or have one held for them. One row a village.
SELECT village, count(*) FROM (
    SELECT village FROM enrolment WHERE line_id = %(line)s AND state = 'placed'
    UNION ALL SELECT village FROM offer WHERE line_id = %(line)s AND state = 'open'
) AS seat GROUP BY village
