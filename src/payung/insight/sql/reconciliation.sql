-- How many worker-months of a line and month are in each class, and what they cost: one row a class, all together last (null).
WITH counted AS MATERIALIZED (SELECT * FROM reconciled_counts(%(line)s, %(month)s))
SELECT class, sum(workers)::bigint, sum(amount_idr)::bigint FROM counted GROUP BY ROLLUP (class) ORDER BY class NULLS LAST
