-- The workers of an area who are covered in a month and not in the next one, by village and name from a key on, with what is needed
-- to price a month that they pay themselves: one row a worker. The NIK is masked here already, and nobody whose processing is
-- restricted is listed.
SELECT p.id, masked_nik(nik), p.name, p.village, line.name, line.payer, line.kind, line.programme_code,
    why_falls_out(seat.ended_why, p.birth_on, %(over)s), coalesce(seat.sector, 'other'), seat.income_idr
FROM person p
JOIN cover_month c ON c.month = %(month)s AND c.person_id = p.id
JOIN funding_line line ON line.id = c.line_id
LEFT JOIN LATERAL (
    SELECT ended_why, sector, income_idr FROM enrolment e WHERE e.person_id = p.id AND e.line_id = c.line_id
    ORDER BY e.state = 'ended', e.id DESC LIMIT 1
) AS seat ON true
WHERE p.village >= %(from)s COLLATE "C" AND p.village < %(until)s COLLATE "C" AND p.restricted_at IS NULL
    AND (p.village, p.name, p.id) > (%(after_village)s COLLATE "C", %(after_name)s, %(after_id)s)
    AND NOT EXISTS (SELECT FROM cover_month n WHERE n.month = %(next)s AND n.person_id = p.id)
ORDER BY p.village, p.name, p.id
LIMIT %(limit)s
