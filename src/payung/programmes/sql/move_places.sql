-- Moves places from villages to villages (planned_moves.sql): writes what moved from where to where, and gives each its new number.
-- One row a village.
WITH moved AS (
    SELECT from_region, to_region, places
    FROM unnest(%(giving)s::text[], %(taking)s::text[], %(places)s::bigint[]) AS planned (from_region, to_region, places)
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
