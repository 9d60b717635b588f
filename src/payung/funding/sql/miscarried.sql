-- Accounts whose balance differs from a sum of all their transfers, or whose days do. One row a line and account; none is well.
WITH side AS (
    SELECT line_id, to_account AS account, amount_idr AS amount FROM transfer
    UNION ALL SELECT line_id, from_account, -amount_idr FROM transfer
), counted AS (
    SELECT line_id, account, sum(amount) AS amount FROM side GROUP BY 1, 2
), days AS (
    SELECT line_id, account, sum(in_idr - out_idr) AS amount FROM line_day GROUP BY 1, 2
), held AS (
    SELECT line_id, account, amount FROM line_balance
    CROSS JOIN LATERAL (VALUES ('promise', -promised_idr), ('left', left_idr), ('committed', committed_idr),
        ('invoiced', invoiced_idr), ('paid', paid_idr), ('owed', owed_idr), ('payer', -received_idr), ('bank', bank_idr),
        ('bpjs', bpjs_idr), ('insurer', -awarded_idr), ('due', due_idr), ('given', given_idr)) AS kept (account, amount)
)
SELECT code, account, held.amount, coalesce(counted.amount, 0), coalesce(days.amount, 0)
FROM held LEFT JOIN counted USING (line_id, account) LEFT JOIN days USING (line_id, account)
JOIN funding_line line ON line.id = held.line_id
WHERE held.amount <> coalesce(counted.amount, 0) OR held.amount <> coalesce(days.amount, 0)
ORDER BY code, account
