-- Where a row lay before its first change: one row, or none when it was never changed.
SELECT village FROM history WHERE table_name = %(table)s AND row_ids[1] = %(of)s AND verb IN ('U', 'D') ORDER BY id LIMIT 1
