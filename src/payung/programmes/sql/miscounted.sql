-- Quotas whose number of taken places differs from a recount of the placed workers below their region. One row a quota.
SELECT line.code, quota.region, quota.taken, count(enrolment.id)
FROM quota
JOIN funding_line line ON line.id = quota.line_id
LEFT JOIN enrolment ON enrolment.line_id = quota.line_id AND enrolment.state = 'placed'
    AND enrolment.village >= quota.region AND enrolment.village < quota.region || '~'
GROUP BY line.code, quota.id
HAVING quota.taken <> count(enrolment.id)
