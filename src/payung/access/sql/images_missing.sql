-- Rows of history whose image is gone although no erasure says so; the first one, as the columns that a fault tells of.
SELECT id::text, (extract(epoch FROM at) * 1000000)::bigint::text, by, table_name
FROM history
WHERE image_digest IS NOT NULL AND before IS NULL
    AND id NOT IN (SELECT unnest(row_ids) FROM history WHERE verb = 'E' AND table_name = 'history')
ORDER BY history.id LIMIT 1
