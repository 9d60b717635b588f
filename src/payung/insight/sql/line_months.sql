-- What a line protects in each month: workers, villages and rupiah. One row a month that it pays.
SELECT month, sum(workers)::bigint, count(*) FILTER (WHERE workers > 0), sum(price_idr)::bigint
FROM cover_count
WHERE line_id = %(line)s
GROUP BY month
ORDER BY month
