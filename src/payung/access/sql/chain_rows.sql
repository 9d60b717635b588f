-- Every link after a number with its row of history, and every row of history without a link at the end; as texts, one row each.
SELECT l.seq, l.link, l.history_id, h.id::text, (extract(epoch FROM h.at) * 1000000)::bigint::text, h.by, h.table_name,
    h.row_ids::text, h.verb::text, h.village, h.before::text, h.role, h.area, h.address, h.reason, h.what, h.part::text,
    encode(h.digest, 'hex')
FROM (SELECT * FROM history_link WHERE seq > %(after)s) AS l
FULL JOIN (
    SELECT * FROM history
    WHERE %(after)s = 0 OR NOT EXISTS (SELECT FROM history_link k WHERE k.history_id = history.id AND k.seq <= %(after)s)
) AS h ON h.id = l.history_id
ORDER BY l.seq, h.id
