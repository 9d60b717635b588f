-- The workers of an area whose name begins with one of two texts, by village and name from a key on: one row a worker.
-- The NIK is masked here already, and nobody whose processing is restricted is listed.
-- Two walks along the index of names alone, one a spelling, each no longer than a page: from village to village inside the range.
WITH page AS (
    (
        SELECT village, name, id FROM person
        WHERE village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C" AND village >= %(after_village)s COLLATE "C"
            AND id NOT IN (SELECT hidden.id FROM person hidden WHERE restricted_at IS NOT NULL)
            AND name >= %(upper)s AND name < %(upper_until)s
            AND (village > %(after_village)s COLLATE "C" OR name > %(after_name)s OR (name = %(after_name)s AND id > %(after_id)s))
        ORDER BY village, name, id LIMIT %(limit)s
    )
    UNION
    (
        SELECT village, name, id FROM person
        WHERE village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C" AND village >= %(after_village)s COLLATE "C"
            AND id NOT IN (SELECT hidden.id FROM person hidden WHERE restricted_at IS NOT NULL)
            AND name >= %(title)s AND name < %(title_until)s
            AND (village > %(after_village)s COLLATE "C" OR name > %(after_name)s OR (name = %(after_name)s AND id > %(after_id)s))
        ORDER BY village, name, id LIMIT %(limit)s
    )
    ORDER BY village, name, id LIMIT %(limit)s
)
SELECT person.id, masked_nik(nik), person.name, occupation, person.village, line.payer, line.kind, month, queue.line, NULL
FROM page
JOIN person USING (id)
LEFT JOIN cover_month ON month = %(month)s AND cover_month.person_id = person.id
LEFT JOIN funding_line line ON line.id = cover_month.line_id
LEFT JOIN LATERAL (
    SELECT min(waited.name) AS line
    FROM enrolment JOIN funding_line waited ON waited.id = enrolment.line_id
    WHERE enrolment.person_id = person.id AND state = 'waiting'
) AS queue ON true
ORDER BY page.village, page.name, page.id
