-- Coverage and places of every region one level below a code (or of the code itself): one row a region.
-- covered = what the workforce count holds + workers covered in the month by lines that the count does not hold.
WITH counted AS (
    SELECT left(village, %(length)s) AS code, sum(eligible) AS eligible, sum(covered) AS covered
    FROM workforce
    WHERE counted_on = %(counted_on)s AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
    GROUP BY 1
), added AS (
    SELECT left(village, %(length)s) AS code,
        sum(workers) FILTER (WHERE NOT existing) AS fresh, sum(workers) FILTER (WHERE existing) AS earlier
    FROM cover_count JOIN funding_line ON funding_line.id = line_id
    WHERE (%(lines)s::text[] IS NULL OR funding_line.code = ANY (%(lines)s)) AND month = %(month)s AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
    GROUP BY 1
), quotas AS (
    SELECT left(region, %(length)s) AS code, sum(places) AS places, sum(taken) AS taken
    FROM quota
    WHERE length(region) = 13 AND region >= %(from)s COLLATE "C" AND region < %(until)s COLLATE "C"
    GROUP BY 1
), queue AS (
    SELECT left(village, %(length)s) AS code, count(*) AS waiting
    FROM enrolment
    WHERE state = 'waiting' AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
    GROUP BY 1
)
SELECT region.code, region.name, region.kind, coalesce(eligible, 0)::bigint, coalesce(covered, 0)::bigint,
    coalesce(fresh, 0)::bigint, coalesce(earlier, 0)::bigint, coalesce(places, 0)::bigint, coalesce(taken, 0)::bigint,
    coalesce(waiting, 0)::bigint
FROM region
LEFT JOIN counted USING (code) LEFT JOIN added USING (code) LEFT JOIN quotas USING (code) LEFT JOIN queue USING (code)
WHERE length(region.code) = %(length)s AND region.code >= %(from)s COLLATE "C" AND region.code < %(until)s COLLATE "C"
ORDER BY region.code
