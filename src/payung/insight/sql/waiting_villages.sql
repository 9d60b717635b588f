-- In which villages workers wait for a line, with how many: one row a village.
SELECT region.code, region.name, initcap(district.kind) || ' ' || district.name, workers
FROM waiting_counts(%(line)s) AS waiting
JOIN region ON region.code = waiting.village
JOIN region district ON district.code = region.parent_id
ORDER BY region.code
