-- What a line protects in each village in a month, the most first, from a rank on: one row a village. No village is named that
-- has fewer workers than would hide one of them: those stand together in the last row, without a code.
WITH here AS (
    SELECT CASE WHEN workers < %(fewest)s THEN '' ELSE village END AS village, workers
    FROM cover_count
    WHERE line_id = %(line)s AND month = %(month)s AND workers > 0
), ranked AS (
    SELECT village, sum(workers)::bigint AS workers, count(*) AS villages,
        row_number() OVER (ORDER BY village = '', sum(workers) DESC, village) AS rank
    FROM here GROUP BY village
)
SELECT rank, ranked.village, region.kind, region.name, initcap(district.kind) || ' ' || district.name, workers, villages
FROM ranked
LEFT JOIN region ON region.code = ranked.village
LEFT JOIN region district ON district.code = region.parent_id
WHERE rank > %(after)s
ORDER BY rank
LIMIT %(limit)s
