-- Locks the quotas that a batch may take from, at every level, always in the order of region codes (a region before what lies
-- in it).
SELECT id FROM quota
WHERE line_id = %(line)s AND region IN (
    SELECT DISTINCT left(village, length)
    FROM (SELECT DISTINCT village FROM staged WHERE outcome IS NULL) AS asked, unnest(ARRAY[2, 5, 8, 13]) AS length
)
ORDER BY region
FOR UPDATE
