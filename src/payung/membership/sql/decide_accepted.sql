-- The worker of one enrolment, as the statement that writes cover wants it. One row.
INSERT INTO decided (id, person_id, village, sector, decile, income_idr)
SELECT id, person_id, village, sector, decile, income_idr
FROM enrolment WHERE id = %(enrolment)s
