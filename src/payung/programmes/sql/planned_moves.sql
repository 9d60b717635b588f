-- Where the places of the decided workers come from: in each pot the n-th unused place (by village code) goes to the n-th in turn.
-- One row a pair of villages, with how many places.
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
)
SELECT unused.region, given.village, count(*)
FROM unused JOIN given USING (pot, number)
WHERE unused.region <> given.village
GROUP BY 1, 2
ORDER BY 1, 2
