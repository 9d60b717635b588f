-- What was read or changed of a person's row and of the sealed rows named by `opened`, and by which role: one row of the log a
-- row, in the villages the person lived in.
SELECT at, CASE verb WHEN 'R' THEN 'read' WHEN 'I' THEN 'noted' ELSE 'changed' END AS verb,
    CASE table_name WHEN 'bank_account' THEN 'bank' WHEN 'health_result' THEN 'health' ELSE what END AS what, role, area, reason
FROM history
WHERE (
        table_name = 'person' AND row_ids @> ARRAY[%(person)s]::bigint[]
        OR table_name = 'bank_account' AND 'bank_accounts' = ANY (%(opened)s)
            AND row_ids && ARRAY(SELECT id FROM bank_account WHERE person_id = %(person)s)
        OR table_name = 'health_result' AND 'health_results' = ANY (%(opened)s)
            AND row_ids && ARRAY(SELECT id FROM health_result WHERE person_id = %(person)s)
    ) AND village IN (
        SELECT village FROM person WHERE id = %(person)s
        UNION SELECT village FROM enrolment WHERE person_id = %(person)s
    )
ORDER BY history.at, history.id
