-- The money of lines in sight: what each holds, its last covered month, and what said its promise. One row a line.
SELECT l.id, l.code, l.name, l.kind, l.payer, l.programme_code, p.name, l.first_month, l.months,
    b.promised_idr, b.left_idr, b.committed_idr, b.invoiced_idr, b.paid_idr, b.owed_idr, b.received_idr, b.bank_idr, b.bpjs_idr,
    last.month, last.workers, last.price_idr, coalesce(said.source, '')
FROM funding_line l
JOIN line_balance b ON b.line_id = l.id
JOIN programme p ON p.code = l.programme_code
LEFT JOIN LATERAL (
    SELECT c.month, sum(c.workers)::bigint AS workers, sum(c.price_idr)::bigint AS price_idr FROM cover_count c
    WHERE c.line_id = l.id GROUP BY c.month HAVING sum(c.workers) > 0 ORDER BY c.month DESC LIMIT 1
) AS last ON true
LEFT JOIN LATERAL (
    SELECT t.source FROM transfer t
    WHERE t.line_id = l.id AND 'promise' IN (t.from_account, t.to_account) AND t.corrects_id IS NULL
        AND NOT EXISTS (SELECT FROM transfer back WHERE back.corrects_id = t.id)
    ORDER BY t.id DESC LIMIT 1
) AS said ON true
WHERE %(line)s::bigint IS NULL OR l.id = %(line)s
ORDER BY l.programme_code, l.existing DESC, l.code
