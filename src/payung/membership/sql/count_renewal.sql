-- What becomes of the seats of a line, and what the months of those who are placed cost: one row an outcome, `renewed` and
-- `waiting` among them.
SELECT CASE WHEN outcome IS NOT NULL THEN outcome WHEN placed THEN 'renewed' ELSE 'waiting' END, count(*), coalesce(sum(cost), 0)::bigint
FROM renewal LEFT JOIN decided USING (person_id)
LEFT JOIN LATERAL (
    SELECT sum(price_idr) AS cost FROM price
    WHERE placed AND price.sector = decided.sector AND coalesce(decided.income_idr, 0) >= income_from_idr
        AND coalesce(decided.income_idr, 0) < income_below_idr
) AS months ON true
GROUP BY 1
