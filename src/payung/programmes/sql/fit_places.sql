-- Lets the decided workers of every region of one level go on only as far as its quota has places left, the first in turn first.
-- One row a worker that finds no place. Regions that have enough are not even sorted.
WITH asked AS (
    SELECT left(village, %(length)s) AS region, sum(workers) AS workers
    FROM (SELECT village, count(*) AS workers FROM decided WHERE placed GROUP BY village) AS of_village
    GROUP BY 1
), short AS (
    SELECT region, places - taken AS places FROM quota JOIN asked USING (region)
    WHERE line_id = %(line)s AND workers > places - taken
), queue AS (
    SELECT turn, short.places, row_number() OVER (PARTITION BY region ORDER BY turn) AS number
    FROM decided JOIN short ON region = left(village, %(length)s)
    WHERE placed
)
UPDATE decided SET placed = false FROM queue WHERE decided.turn = queue.turn AND number > queue.places
