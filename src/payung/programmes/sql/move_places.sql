-- Moves unused places to the villages of the decided workers: the n-th unused place (by village code) to the n-th in turn.
-- Writes what moved from where to where, and gives each village its new number. One row a pair of villages.
WITH unused AS (
    SELECT region, row_number() OVER (ORDER BY region, seat) AS turn
    FROM quota, generate_series(1, places - taken) AS seat
    WHERE line_id = %(line)s AND region <> %(top)s
), moved AS (
    SELECT unused.region AS from_region, decided.village AS to_region, count(*) AS places
    FROM unused JOIN decided USING (turn)
    WHERE unused.region <> decided.village
    GROUP BY 1, 2
), noted AS (
    INSERT INTO place_release (line_id, from_region, to_region, places, released_on, by, rule)
    SELECT %(line)s, from_region, to_region, places, %(on)s, written_by(), %(rule)s FROM moved
    RETURNING from_region, to_region, places
), change AS (
    SELECT region, sum(places) AS places
    FROM (
        SELECT from_region AS region, -places AS places FROM noted
        UNION ALL SELECT to_region, places FROM noted
    ) AS both_ways
    GROUP BY region
)
UPDATE quota SET places = quota.places + change.places
FROM change WHERE quota.line_id = %(line)s AND quota.region = change.region
