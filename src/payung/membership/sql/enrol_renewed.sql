-- Writes the enrolment of every worker who goes on: placed, or waiting where the places do not reach. The list and the row by which
-- they once came keep their order. One row a worker.
INSERT INTO enrolment (person_id, line_id, village, state, sector, decile, income_idr, proposed_on, batch, sheet_row)
SELECT person_id, %(line)s, village, CASE WHEN placed THEN 'placed' ELSE 'waiting' END, sector, decile, income_idr,
    %(on)s, batch, sheet_row
FROM decided
