-- Locks the quotas that a batch may take from, always in the order of region codes (the whole region before its villages).
SELECT id FROM quota
WHERE line_id = %(line)s AND (region = %(top)s OR region IN (SELECT village FROM staged WHERE outcome IS NULL))
ORDER BY region
FOR UPDATE
