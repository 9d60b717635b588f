-- In which villages somebody waits for a line and a place is free at every level, for whoever sees all of the line's region; nothing
-- for anybody else: they would not see who is first. One row a village.
SELECT village FROM (
    SELECT DISTINCT village FROM enrolment
    WHERE line_id = %(line)s AND state = 'waiting'
        AND area_from() COLLATE "C" <= %(region)s AND area_until() COLLATE "C" >= %(region)s || '~'
) AS waited_in
WHERE NOT EXISTS (
    SELECT FROM quota
    WHERE line_id = %(line)s AND taken >= places
        AND quota.region IN (left(village, 2), left(village, 5), left(village, 8), village)
)
ORDER BY village
