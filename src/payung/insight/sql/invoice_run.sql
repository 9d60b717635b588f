-- What a month of each line in sight has cost and how much of it is on invoices. One row a line that covers anybody or has an invoice.
WITH covered AS (
    SELECT line_id, sum(workers)::bigint AS workers, sum(price_idr)::bigint AS price_idr FROM cover_count
    WHERE month = %(month)s GROUP BY line_id
), waiting AS (
    -- What is committed for the month is what no invoice holds yet.
    SELECT line_id, sum(CASE WHEN to_account = 'committed' THEN amount_idr ELSE -amount_idr END)::bigint AS price_idr
    FROM transfer WHERE month = %(month)s AND 'committed' IN (from_account, to_account) GROUP BY line_id
), invoiced AS (
    SELECT line_id, sum(workers)::bigint AS workers, count(*) AS invoices FROM invoice WHERE month = %(month)s GROUP BY line_id
)
SELECT l.id, l.code, l.name, l.payer, coalesce(c.workers, 0), coalesce(c.price_idr, 0),
    coalesce(i.workers, 0) - coalesce(o.workers, 0), coalesce(i.invoices, 0), coalesce(w.price_idr, 0)
FROM funding_line l
JOIN line_balance b ON b.line_id = l.id
LEFT JOIN covered c ON c.line_id = l.id
LEFT JOIN waiting w ON w.line_id = l.id
LEFT JOIN invoiced i ON i.line_id = l.id
LEFT JOIN months_taken_off(%(month)s) o ON o.line_id = l.id
WHERE c.workers > 0 OR i.workers > 0
ORDER BY l.programme_code, l.existing DESC, l.code
