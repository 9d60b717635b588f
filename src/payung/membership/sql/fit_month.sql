-- Lets the decided workers go on only as far as places are paid for nobody else in the first month: whoever left is covered to the end of
-- it, and is counted beside the offers that begin by then. At every level, or above the villages where these
-- are given the places afterwards, the first in turn first. One row a worker that has to wait.
WITH paid AS (
    SELECT village, workers FROM cover_count WHERE line_id = %(line)s AND month = %(first)s
    UNION ALL
    SELECT village, count(*) FROM offer WHERE line_id = %(line)s AND state = 'open' AND cover_from <= %(first)s GROUP BY village
), around AS (
    SELECT left(village, length) AS region, sum(workers) AS workers
    FROM paid, unnest(ARRAY[2, 5, 8, 13]) AS length
    GROUP BY 1
), short AS (
    SELECT region, length(region) AS length, greatest(places - workers, 0) AS places
    FROM quota JOIN around USING (region)
    WHERE line_id = %(line)s AND workers > taken AND NOT (%(above_villages)s AND length(region) = 13)
), queue AS (
    SELECT turn, short.places, row_number() OVER (PARTITION BY short.region ORDER BY turn) AS number
    FROM decided JOIN short ON short.region = left(decided.village, short.length)
    WHERE placed
)
UPDATE decided SET placed = false FROM queue WHERE decided.turn = queue.turn AND number > queue.places
