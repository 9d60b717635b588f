-- What lies on each account of a line at the end of a day: one row an account, from the totals of its days.
SELECT account, sum(in_idr - out_idr)::bigint FROM line_day WHERE line_id = %(line)s AND made_on <= %(on)s GROUP BY account
