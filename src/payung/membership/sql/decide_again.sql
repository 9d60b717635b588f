-- Lays out one ended enrolment to be enrolled once more: placed when it held a seat, waiting when it waited. Cover begins with the
-- first month from a month on that nobody pays. One row, or none when the worker is restricted.
INSERT INTO decided (sheet_row, person_id, village, sector, decile, income_idr, member_since, placed, turn)
SELECT e.sheet_row, e.person_id, person.village, e.sector, e.decile, e.income_idr, %(first)s::date AS member_since,
    EXISTS (SELECT FROM cover_month c WHERE c.person_id = e.person_id AND c.line_id = e.line_id)
        OR EXISTS (SELECT FROM cover_ended c WHERE c.person_id = e.person_id AND c.line_id = e.line_id) AS placed, 1 AS turn
FROM enrolment e JOIN person ON person.id = e.person_id
WHERE e.id = %(enrolment)s AND person.restricted_at IS NULL
