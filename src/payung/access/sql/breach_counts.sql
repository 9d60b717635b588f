-- How many people of a search (or, with a breach, of that breach) were touched: one row a village and class of data. Under no
-- village and class stand the sums: each person once.
WITH found AS MATERIALIZED (
    SELECT * FROM people_touched(%(username)s, %(address)s, %(begins_at)s, %(ends_at)s) WHERE %(breach)s::bigint IS NULL
    UNION ALL SELECT * FROM people_of_breach(%(breach)s) WHERE %(breach)s::bigint IS NOT NULL
)
SELECT village, data, count(DISTINCT person_id) FROM found GROUP BY GROUPING SETS ((), (village), (data), (village, data))
ORDER BY village NULLS FIRST, data NULLS FIRST
