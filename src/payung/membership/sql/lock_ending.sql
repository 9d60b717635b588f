-- Locks every quota around the ending seats and waits, always in the order of line and region code. One row a quota.
SELECT quota.id FROM quota
WHERE EXISTS (
    SELECT FROM enrolment WHERE id = ANY (%(ids)s) AND state <> 'ended' AND enrolment.line_id = quota.line_id
        AND left(village, length(quota.region)) = quota.region
)
ORDER BY line_id, region
FOR UPDATE
