-- Finds the worker of each answer, or what stands against it: known in the area, on this line, the number nobody else's.
WITH holder AS MATERIALIZED (
    SELECT held.id, held.kpj FROM person held
    WHERE held.kpj IN (SELECT kpj FROM answered)
        -- Whoever gets another number in the same file gives this one up.
        AND NOT EXISTS (SELECT FROM answered again WHERE again.nik = held.nik AND again.kpj <> held.kpj)
)
UPDATE answered SET person_id = found.id, village = found.village, problem = CASE
    WHEN found.id IS NULL THEN 'answer_nik_unknown'
    WHEN found.village IS NULL THEN 'answer_not_on_line'
    WHEN EXISTS (SELECT FROM holder WHERE holder.kpj = answered.kpj AND holder.id <> found.id) THEN 'answer_kpj_of_another'
END
FROM (
    SELECT a.row, p.id, e.village
    FROM answered a
    LEFT JOIN person p ON p.nik = a.nik
    LEFT JOIN LATERAL (
        SELECT village FROM enrolment
        WHERE person_id = p.id AND line_id = %(line)s AND state <> 'waiting' ORDER BY ended_on DESC NULLS FIRST LIMIT 1
    ) AS e ON true
) AS found
WHERE found.row = answered.row
