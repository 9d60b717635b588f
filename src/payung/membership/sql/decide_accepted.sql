-- The worker of one enrolment, as the statement that writes cover wants it. One row.
CREATE TEMP TABLE decided ON COMMIT DROP AS
SELECT id, person_id, village, sector, decile, income_idr, NULL::date AS member_since, true AS placed
FROM enrolment WHERE id = %(enrolment)s
