-- The villages of one class of a line and month, in the order of their codes: one row a village.
SELECT counted.village, region.kind, region.name, district.name, counted.workers, counted.amount_idr
FROM reconciled_counts(%(line)s, %(month)s) AS counted
LEFT JOIN region ON region.code = counted.village
LEFT JOIN region district ON district.code = left(counted.village, 8)
WHERE class = %(class)s AND counted.village > %(after)s COLLATE "C"
ORDER BY counted.village COLLATE "C"
LIMIT %(limit)s
