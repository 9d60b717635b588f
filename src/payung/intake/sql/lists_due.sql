-- Lists whose files have outlived their retention on a day: one row a list. One that is just landing is left alone.
SELECT id, coalesce(village, area) AS village FROM batch
WHERE files_gone_on IS NULL AND stage <> 'landing' AND received_at + make_interval(months => %(months)s) <= %(on)s::date
ORDER BY id
