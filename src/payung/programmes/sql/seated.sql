-- How many workers of a line hold a place in each village. One row a village.
SELECT village, count(*) FROM enrolment WHERE line_id = %(line)s AND state = 'placed' GROUP BY village
