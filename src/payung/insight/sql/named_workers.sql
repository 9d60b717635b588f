-- The workers of an area whose name begins with one of two texts, by village and name from a key on: one row a worker.
-- Two walks along the index of names, one a spelling, each no longer than a page.
WITH page AS (
    (
        SELECT id, nik, name, occupation, village FROM person
        WHERE village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
            AND name >= %(upper)s AND name < %(upper_until)s
            AND (village, name, id) > (%(after_village)s COLLATE "C", %(after_name)s, %(after_id)s)
        ORDER BY village, name, id LIMIT %(limit)s
    )
    UNION
    (
        SELECT id, nik, name, occupation, village FROM person
        WHERE village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
            AND name >= %(title)s AND name < %(title_until)s
            AND (village, name, id) > (%(after_village)s COLLATE "C", %(after_name)s, %(after_id)s)
        ORDER BY village, name, id LIMIT %(limit)s
    )
)
SELECT page.id, nik, page.name, occupation, page.village, line.payer, line.kind, month, queue.line, NULL
FROM page
LEFT JOIN cover_month ON month = %(month)s AND cover_month.person_id = page.id
LEFT JOIN funding_line line ON line.id = cover_month.line_id
LEFT JOIN LATERAL (
    SELECT min(waited.name) AS line
    FROM enrolment JOIN funding_line waited ON waited.id = enrolment.line_id
    WHERE enrolment.person_id = page.id AND state = 'waiting'
) AS queue ON true
ORDER BY page.village, page.name, page.id
LIMIT %(limit)s
