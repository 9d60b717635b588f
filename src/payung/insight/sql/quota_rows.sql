-- The villages of a line with their places and how they came to them, in one of three orders, from a village on: one row a village.
-- `rest` and `total` are the remainder and the sum of weights of the pot: the narrowest region around it that has a quota.
WITH own AS (
    SELECT quota.region AS code, region.name, region.kind, district.name AS district, places, taken,
        coalesce(waiting.workers, 0) AS waiting, base, weight, extra, kept_taken,
        counted, counted_here, others, pot.rest, pot.total
    FROM quota
    JOIN region ON region.code = quota.region
    JOIN region district ON district.code = region.parent_id
    LEFT JOIN LATERAL (
        SELECT around.extra AS rest, around.weight AS total FROM quota around
        WHERE around.line_id = %(line)s
            AND around.region IN (left(quota.region, 2), left(quota.region, 5), left(quota.region, 8))
        ORDER BY around.region DESC LIMIT 1
    ) AS pot ON true
    LEFT JOIN waiting_counts(%(line)s) AS waiting ON waiting.village = quota.region
    WHERE quota.line_id = %(line)s AND length(quota.region) = 13
        AND quota.region >= %(from)s COLLATE "C" AND quota.region < %(until)s COLLATE "C"
), keyed AS (
    SELECT own.*, CASE %(sort)s::text WHEN 'name' THEN name ELSE '' END AS word,
        CASE %(sort)s::text WHEN 'left' THEN taken - places WHEN 'waiting' THEN -waiting ELSE 0 END AS number
    FROM own
)
SELECT code, name, kind, district, places, taken, waiting, base, weight, extra, kept_taken, counted, counted_here, others, rest, total
FROM keyed
WHERE %(after)s::text = '' OR (number, word, code) > (SELECT number, word, code FROM keyed WHERE code = %(after)s::text)
ORDER BY number, word, code
LIMIT %(limit)s
