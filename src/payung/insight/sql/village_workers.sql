-- The workers of a village by name, from a key on, with their cover in a month: one row a worker.
-- The NIK is masked here already, and nobody whose processing is restricted is listed.
WITH page AS (
    SELECT person.id, masked_nik(nik) AS nik, name, occupation, person.village, line_id
    FROM person
    LEFT JOIN cover_month ON month = %(month)s AND person_id = person.id
    WHERE person.village = %(village)s AND restricted_at IS NULL AND (name, person.id) > (%(after_name)s, %(after_id)s) AND name ILIKE %(pattern)s
        AND CASE %(state)s
            WHEN 'covered' THEN line_id IS NOT NULL
            WHEN 'uncovered' THEN line_id IS NULL AND NOT EXISTS (
                SELECT FROM enrolment WHERE enrolment.person_id = person.id AND state = 'waiting'
            )
            ELSE true
        END
    ORDER BY name, person.id
    LIMIT %(limit)s
)
SELECT page.id, nik, page.name, occupation, page.village, line.payer, line.kind, run.last_month, queue.line, card.number
FROM page
LEFT JOIN funding_line line ON line.id = page.line_id
LEFT JOIN LATERAL (
    SELECT max(month) AS last_month
    FROM (
        SELECT month, row_number() OVER (ORDER BY month) - 1 AS passed
        FROM cover_month WHERE person_id = page.id AND month >= %(month)s
    ) AS later
    WHERE month = %(month)s + passed * interval '1 month'
) AS run ON true
LEFT JOIN LATERAL (
    SELECT min(waited.name) AS line
    FROM enrolment JOIN funding_line waited ON waited.id = enrolment.line_id
    WHERE enrolment.person_id = page.id AND state = 'waiting'
) AS queue ON true
LEFT JOIN LATERAL (
    SELECT number FROM card WHERE card.person_id = page.id ORDER BY card.until DESC, card.id DESC LIMIT 1
) AS card ON true
ORDER BY page.name, page.id
