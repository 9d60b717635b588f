-- Months whose committed money differs from the cover that no invoice holds, recounted. One row a line and month; none is well.
WITH kept AS (
    SELECT line_id, month, sum(CASE WHEN to_account = 'committed' THEN amount_idr ELSE -amount_idr END) AS amount
    FROM transfer WHERE 'committed' IN (from_account, to_account) GROUP BY 1, 2
), counted AS (
    SELECT c.line_id, c.month, sum(c.price_idr) AS amount FROM cover_month c
    WHERE NOT EXISTS (
        SELECT FROM invoice_item i WHERE i.month = c.month AND i.person_id = c.person_id AND NOT EXISTS (
            SELECT FROM invoice_credit k WHERE k.month = i.month AND k.person_id = i.person_id AND k.round = i.round))
    GROUP BY 1, 2
)
SELECT l.code, month, coalesce(kept.amount, 0)::bigint, coalesce(counted.amount, 0)::bigint
FROM kept FULL JOIN counted USING (line_id, month) JOIN funding_line l ON l.id = line_id
WHERE coalesce(kept.amount, 0) <> coalesce(counted.amount, 0)
ORDER BY l.code, month
