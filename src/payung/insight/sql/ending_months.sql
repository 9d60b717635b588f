-- What becomes of the months of a worker on a line from a month on, if they end: one row with how many there are, and the rupiah
-- that are on no invoice, on one that is not paid, on one that is paid, and on one whose payment is not in sight.
SELECT count(*), coalesce(sum(c.price_idr) FILTER (WHERE i.invoice_id IS NULL), 0)::bigint,
    coalesce(sum(c.price_idr) FILTER (WHERE n.paid_idr = 0), 0)::bigint,
    coalesce(sum(c.price_idr) FILTER (WHERE n.paid_idr > 0), 0)::bigint,
    coalesce(sum(c.price_idr) FILTER (WHERE i.invoice_id IS NOT NULL AND n.id IS NULL), 0)::bigint
FROM cover_month c
LEFT JOIN invoice_item i ON i.month = c.month AND i.person_id = c.person_id AND NOT EXISTS (
    SELECT FROM invoice_credit taken WHERE taken.month = i.month AND taken.person_id = i.person_id AND taken.round = i.round
)
LEFT JOIN invoice n ON n.id = i.invoice_id
WHERE c.person_id = %(person)s AND c.line_id = %(line)s AND c.month >= %(first_free)s
