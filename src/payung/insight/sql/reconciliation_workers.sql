-- The workers of one class of a line and month, from a key on: one row a worker, the NIK masked, nobody restricted.
SELECT person.id, masked_nik(nik) AS nik, person.name, found.village, region.name, found.amount_idr, answer.refused_why
FROM reconciled(%(line)s, %(month)s) AS found
JOIN person ON person.id = found.person_id AND restricted_at IS NULL
LEFT JOIN region ON region.code = found.village
LEFT JOIN LATERAL (
    SELECT refused_why FROM bpjs_answer
    WHERE person_id = person.id AND line_id = %(line)s AND (month = %(month)s OR month IS NULL) AND found.class = 'refused' ORDER BY id DESC LIMIT 1
) AS answer ON true
WHERE class = %(class)s AND (found.village COLLATE "C", person.id) > (%(after_village)s COLLATE "C", %(after)s)
ORDER BY found.village COLLATE "C", person.id
LIMIT %(limit)s
