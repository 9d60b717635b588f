-- The lengths of the region codes at which a line has quotas, the villages first: one row a level.
SELECT length FROM unnest(ARRAY[13, 8, 5, 2]) AS length
WHERE EXISTS (SELECT FROM quota WHERE line_id = %(line)s AND length(region) = length)
ORDER BY length DESC
