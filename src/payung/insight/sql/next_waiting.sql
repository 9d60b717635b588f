-- Who in sight is the first to wait for a place of a line: in the village where it has places of its own, else on the whole line.
-- One row or none. Nobody whose processing is restricted is told.
SELECT person.id, person.name, person.village
FROM enrolment e JOIN person ON person.id = e.person_id
WHERE e.line_id = %(line)s AND e.state = 'waiting' AND person.restricted_at IS NULL AND person.id <> %(person)s
    AND (e.village = %(village)s COLLATE "C" OR NOT EXISTS (
        SELECT FROM quota WHERE quota.line_id = e.line_id AND quota.region = %(village)s COLLATE "C"
    ))
ORDER BY e.decile, e.proposed_on, e.batch, e.sheet_row LIMIT 1
