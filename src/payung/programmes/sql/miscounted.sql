-- Quotas whose number of taken places differs from a recount below their region: workers placed, and places held for whoever they are
-- offered to. One row a quota.
SELECT line.code, quota.region, quota.taken, count(seat.id)
FROM quota
JOIN funding_line line ON line.id = quota.line_id
LEFT JOIN (
    SELECT id, line_id, village FROM enrolment WHERE state = 'placed'
    UNION ALL SELECT id, line_id, village FROM offer WHERE state = 'open'
) AS seat ON seat.line_id = quota.line_id AND seat.village >= quota.region AND seat.village < quota.region || '~'
GROUP BY line.code, quota.id
HAVING quota.taken <> count(seat.id)
