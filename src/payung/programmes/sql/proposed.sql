-- How many workers were proposed for a line in each village, whether they are placed or wait. One row a village.
SELECT village, count(*) FROM enrolment WHERE line_id = %(line)s AND state <> 'ended' GROUP BY village
