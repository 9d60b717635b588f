-- The lines of every programme that reaches a region, with their places there: one row a line.
-- A quota of the region itself counts, or the whole line's where the region holds the programme's; else those of its villages.
SELECT line.programme_code, line.code, line.name, line.kind, line.payer, line.existing, line.first_month, line.months,
    EXISTS (SELECT FROM quota WHERE quota.line_id = line.id AND length(quota.region) = 13),
    coalesce(whole.places, shared.places), coalesce(whole.taken, shared.taken), queue.waiting, paid.workers
FROM funding_line line
JOIN programme ON programme.code = line.programme_code
LEFT JOIN quota whole ON whole.line_id = line.id
    AND whole.region = CASE WHEN programme.region >= %(from)s COLLATE "C" THEN programme.region ELSE %(code)s END
LEFT JOIN LATERAL (
    SELECT sum(places)::bigint AS places, sum(taken)::bigint AS taken
    FROM quota
    WHERE line_id = line.id AND length(region) = 13 AND region >= %(from)s COLLATE "C" AND region < %(until)s COLLATE "C"
) AS shared ON whole.id IS NULL
CROSS JOIN LATERAL (
    SELECT count(*) AS waiting FROM enrolment
    WHERE line_id = line.id AND state = 'waiting' AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
) AS queue
CROSS JOIN LATERAL (
    SELECT coalesce(sum(workers), 0)::bigint AS workers FROM cover_count
    WHERE line_id = line.id AND month = %(month)s AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
) AS paid
WHERE (programme.region >= %(from)s COLLATE "C" AND programme.region < %(until)s COLLATE "C")
    OR left(%(code)s, length(programme.region)) = programme.region
ORDER BY line.programme_code, line.existing DESC, line.first_month, line.id
