-- In which villages workers wait for a line that is one pool, for whoever sees all of its region; nothing for anybody else. One row a
-- village.
SELECT DISTINCT village FROM enrolment
WHERE line_id = %(line)s AND state = 'waiting'
    AND area_from() COLLATE "C" <= %(region)s AND area_until() COLLATE "C" >= %(region)s || '~'
ORDER BY village
