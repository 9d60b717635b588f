-- Locks the quotas that the decided workers may take from, at every level, always in the order of region codes (a region before what
-- lies in it), and gives the places that each has left. One row a quota.
SELECT places - taken FROM quota
WHERE line_id = %(line)s AND region IN (
    SELECT DISTINCT left(village, length)
    FROM (SELECT DISTINCT village FROM decided) AS asked, unnest(ARRAY[2, 5, 8, 13]) AS length
)
ORDER BY region
FOR UPDATE
