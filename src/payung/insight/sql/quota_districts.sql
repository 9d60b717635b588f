-- The places of a line summed up by district, with how many of its villages are full: one row a district.
SELECT district.code, initcap(district.kind) || ' ' || district.name, count(*), sum(places)::bigint, sum(taken)::bigint,
    coalesce(sum(waiting.workers), 0)::bigint, count(*) FILTER (WHERE taken = places)
FROM quota
JOIN region ON region.code = quota.region
JOIN region district ON district.code = region.parent_id
LEFT JOIN waiting_counts(%(line)s) AS waiting ON waiting.village = quota.region
WHERE quota.line_id = %(line)s AND length(quota.region) = 13
GROUP BY district.code
ORDER BY district.code
