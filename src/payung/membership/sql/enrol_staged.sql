-- Writes the enrolment of every decided worker. One row a worker and line.
INSERT INTO enrolment (person_id, line_id, village, state, sector, decile, income_idr, proposed_on, batch, sheet_row)
SELECT person_id, %(line)s, village, CASE WHEN placed THEN 'placed' ELSE 'waiting' END, sector, decile, income_idr,
    %(on)s, %(batch)s, sheet_row
FROM decided
