-- The three lists of a line and month in sums: workers and rupiah of the villages' lists, of what was invoiced, of what was paid.
SELECT
    (SELECT coalesce(sum(workers), 0)::bigint FROM cover_count WHERE line_id = %(line)s AND month = %(month)s),
    (SELECT coalesce(sum(price_idr), 0)::bigint FROM cover_count WHERE line_id = %(line)s AND month = %(month)s),
    (SELECT coalesce(sum(workers), 0)::bigint FROM invoice WHERE line_id = %(line)s AND month = %(month)s),
    (SELECT coalesce(sum(amount_idr - credited_idr), 0)::bigint FROM invoice WHERE line_id = %(line)s AND month = %(month)s),
    (SELECT coalesce(sum(paid_idr), 0)::bigint FROM invoice WHERE line_id = %(line)s AND month = %(month)s)
