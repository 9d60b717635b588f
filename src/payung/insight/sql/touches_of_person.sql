-- What was read or changed of a person's row, and by which role: one row of the log a row, in the villages the person lived in.
SELECT at, CASE verb WHEN 'R' THEN 'read' WHEN 'I' THEN 'noted' ELSE 'changed' END AS verb, what, role, area, reason
FROM history
WHERE table_name = 'person' AND row_ids @> ARRAY[%(person)s]::bigint[]
    AND village IN (
        SELECT village FROM person WHERE id = %(person)s
        UNION SELECT village FROM enrolment WHERE person_id = %(person)s
    )
ORDER BY history.at, history.id
