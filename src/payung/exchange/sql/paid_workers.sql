-- The workers of one invoice for the file that goes with its payment, by village and name: one row a worker-month not taken off.
SELECT person.id, nik, kpj, person.name, item.month AS first_month, 1 AS months, item.price_idr AS amount_idr
FROM invoice_item item
JOIN person ON person.id = item.person_id
WHERE item.invoice_id = %(invoice)s AND NOT EXISTS (
    SELECT FROM invoice_credit c WHERE c.month = item.month AND c.person_id = item.person_id AND c.round = item.round)
ORDER BY item.village, person.name, person.id
