-- Workers of an area who have died and for whom no death is claimed: one row a worker, by village and day, with the months paid up to
-- the death, those of them in a row with the month of the death, and the line that paid it (none for somebody not covered then).
-- The NIK is masked here already.
WITH dead AS (
    SELECT id, died_on FROM person
    WHERE died_on IS NOT NULL AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
    UNION ALL
    -- A seat that ended because of a death whose day was never noted.
    SELECT e.person_id, min(e.ended_on) FROM enrolment e JOIN person p ON p.id = e.person_id AND p.died_on IS NULL
    WHERE e.ended_why = 'died' AND NOT EXISTS (
        -- It was told by mistake.
        SELECT FROM claim c WHERE c.person_id = e.person_id AND c.kind = 'death' AND c.state = 'withdrawn'
    ) AND e.village >= %(from)s COLLATE "C" AND e.village < %(until)s COLLATE "C"
    GROUP BY e.person_id
)
SELECT p.id, masked_nik(nik), p.name, p.village, dead.died_on, paid.months, paid.in_a_row, p.heir_name <> ''
FROM dead JOIN person p ON p.id = dead.id
CROSS JOIN LATERAL (
    SELECT count(*) AS months, count(*) FILTER (WHERE run = 0) AS in_a_row
    FROM (
        SELECT (extract(year FROM dead.died_on) - extract(year FROM month)) * 12
            + extract(month FROM dead.died_on) - extract(month FROM month)
            - (row_number() OVER (ORDER BY month DESC) - 1) AS run
        FROM cover_month WHERE person_id = p.id AND month <= dead.died_on
    ) AS month_paid
) AS paid
WHERE p.erased_on IS NULL AND NOT EXISTS (SELECT FROM claim c WHERE c.person_id = p.id AND c.kind = 'death' AND c.state <> 'withdrawn')
ORDER BY p.village, dead.died_on, p.id
