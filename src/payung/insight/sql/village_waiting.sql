-- The waiting lists of a village by line and rank, from an enrolment on: one row a worker and line.
-- The NIK is masked here already, and nobody whose processing is restricted is listed.
WITH queue AS (
    SELECT enrolment.id, person_id, enrolment.line_id, decile, proposed_on, row_number() OVER (
        PARTITION BY enrolment.line_id
        ORDER BY coalesce(passed.offers, 0), decile, coalesce(heir_name, '') = '', proposed_on,
            lot_of(waiting_rule.seed, enrolment.id), enrolment.id
    ) AS rank
    FROM enrolment
    JOIN person ON person.id = person_id
    LEFT JOIN waiting_rule ON waiting_rule.line_id = enrolment.line_id
    LEFT JOIN (
        SELECT enrolment_id, count(*) AS offers FROM offer WHERE village = %(village)s AND state = 'expired' GROUP BY enrolment_id
    ) AS passed ON passed.enrolment_id = enrolment.id
    WHERE enrolment.line_id IN (SELECT id FROM funding_line) AND enrolment.village = %(village)s AND state = 'waiting'
), start AS (
    SELECT line_id, rank FROM queue WHERE id = %(after)s
    UNION ALL SELECT 0, 0
    ORDER BY line_id DESC LIMIT 1
)
SELECT person.id, masked_nik(nik), person.name, occupation, line.name, line.kind, rank, decile, proposed_on, queue.id
FROM queue
JOIN person ON person.id = person_id
JOIN funding_line line ON line.id = line_id
WHERE (line_id, rank) > (SELECT start.line_id, start.rank FROM start) AND person.restricted_at IS NULL AND person.name ILIKE %(pattern)s
ORDER BY line_id, rank
LIMIT %(limit)s
