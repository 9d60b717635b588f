-- How many of an area are covered in a month and not in the next one: one row a region of a level (codes of a length) and reason.
SELECT left(village, %(length)s), why, sum(workers)::bigint
FROM falling_out_counts(%(month)s, %(over)s)
WHERE village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
GROUP BY 1, 2 ORDER BY 1, 2
