-- Where the places of the decided workers would come from, by the order of the statement that moves them: one row a pair.
WITH unused AS (
    SELECT region, row_number() OVER (ORDER BY region, seat) AS turn
    FROM quota, generate_series(1, places - taken) AS seat
    WHERE line_id = %(line)s AND region <> %(top)s
)
SELECT giving.name, taking.name, count(*)
FROM unused JOIN decided USING (turn)
JOIN region giving ON giving.code = unused.region
JOIN region taking ON taking.code = decided.village
WHERE unused.region <> decided.village
GROUP BY unused.region, decided.village, giving.name, taking.name
ORDER BY unused.region, decided.village
