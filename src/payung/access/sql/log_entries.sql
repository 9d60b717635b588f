-- Entries of the history by their numbers, in that order: one row an entry; the rows that it is of as their count and the first, and
-- what stood in that row before its next change, if there was one.
SELECT h.id, h.at, h.by, h.table_name, h.verb::text, h.village, h.role, h.area, h.address, h.reason, h.what,
    cardinality(h.row_ids), h.row_ids[1], h.before, h.image_digest IS NOT NULL AND h.before IS NULL, later.id IS NOT NULL,
    later.before, h.part ->> 'month'
FROM history h
LEFT JOIN LATERAL (
    SELECT n.id, n.before FROM history n
    WHERE h.verb = 'U' AND n.verb IN ('U', 'D') AND n.table_name = h.table_name AND n.row_ids[1] = h.row_ids[1] AND n.id > h.id
    ORDER BY n.id LIMIT 1
) AS later ON true
WHERE h.id = ANY (%(ids)s) ORDER BY array_position(%(ids)s::bigint[], h.id)
