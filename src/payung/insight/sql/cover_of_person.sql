-- The months that are paid for a person, with their payer: one row a month.
SELECT month, line.name AS line, line.payer, line.kind, price_idr
FROM cover_month JOIN funding_line line ON line.id = line_id
WHERE person_id = %(person)s
ORDER BY month
