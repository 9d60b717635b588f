-- An invoice by village, in the order of their codes. One row a village.
SELECT v.village, r.kind, r.name, v.workers, v.amount_idr, v.taken_off, v.taken_off_idr
FROM invoice_villages(%(invoice)s) AS v LEFT JOIN region r ON r.code = v.village
ORDER BY v.village
LIMIT 2000
