-- Locks the quotas of a line around villages, at every level, in the order of region codes. One row a quota.
SELECT id FROM quota
WHERE line_id = %(line)s AND region IN (
    SELECT left(village, length) FROM unnest(%(villages)s::text[]) AS village, unnest(ARRAY[2, 5, 8, 13]) AS length
)
ORDER BY region
FOR UPDATE
