-- Writes transfers that are made together, on a day (or today), under one entry. One row a way. Gives the entry.
INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, month, made_on, reason, source,
    invoice_id, corrects_id)
SELECT entry.number, line.id, line.region, way.kind, way.giving, way.taking, way.amount, %(month)s,
    coalesce(%(on)s, acting_on()), %(reason)s, coalesce(nullif(%(source)s, ''), acting('source')), %(invoice)s, way.corrects
FROM unnest(%(kinds)s::text[], %(giving)s::text[], %(taking)s::text[], %(amounts)s::bigint[], %(corrects)s::bigint[])
    AS way (kind, giving, taking, amount, corrects)
CROSS JOIN (SELECT nextval('transfer_entry') AS number) AS entry
JOIN funding_line line ON line.id = %(line)s
RETURNING entry
