-- Where the places of the decided workers would come from, by the order of the statement that moves them: one row a pair.
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
SELECT giving.name, taking.name, count(*)
FROM unused JOIN given USING (pot, number)
JOIN region giving ON giving.code = unused.region
JOIN region taking ON taking.code = given.village
WHERE unused.region <> given.village
GROUP BY unused.region, given.village, giving.name, taking.name
ORDER BY unused.region, given.village
