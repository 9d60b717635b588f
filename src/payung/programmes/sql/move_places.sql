-- Moves unused places to the villages of the decided workers: in each pot the n-th unused place (by village code) to the n-th in
-- turn. Writes what moved from where to where, and gives each village its new number. One row a pair of villages.
WITH own AS (
    SELECT region, places - taken AS places, (
        SELECT above.region FROM quota above
        WHERE above.line_id = %(line)s AND above.region IN (left(quota.region, 2), left(quota.region, 5), left(quota.region, 8))
        ORDER BY above.region DESC LIMIT 1
    ) AS pot
    FROM quota WHERE line_id = %(line)s AND length(region) = 13
), unused AS (
    SELECT region, pot, row_number() OVER (PARTITION BY pot ORDER BY region, seat) AS number
    FROM own, generate_series(1, places) AS seat
), given AS (
    SELECT village, pot, row_number() OVER (PARTITION BY pot ORDER BY turn) AS number FROM decided WHERE placed AND pot IS NOT NULL
), moved AS (
    SELECT unused.region AS from_region, given.village AS to_region, count(*) AS places
    FROM unused JOIN given USING (pot, number)
    WHERE unused.region <> given.village
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
