-- Workers whose data entries of the history show, by what stood in their rows before a change: one row a worker.
SELECT DISTINCT CASE WHEN table_name = 'person' THEN row_ids[1] ELSE (before ->> 'person_id')::bigint END AS person
FROM history
WHERE id = ANY (%(ids)s) AND before IS NOT NULL AND (table_name = 'person' OR before ->> 'person_id' IS NOT NULL)
