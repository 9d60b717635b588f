-- The seats on a line of whom BPJS refuses in the staged file, with the first month without cover: one row a seat.
SELECT e.id, coalesce(%(month)s::date, (SELECT min(month) FROM cover_month c WHERE c.person_id = e.person_id AND c.line_id = e.line_id),
    date_trunc('month', e.proposed_on)::date)
FROM answered a
JOIN enrolment e ON e.person_id = a.person_id AND e.line_id = %(line)s AND e.state = 'placed'
WHERE a.problem IS NULL AND a.refused_why IS NOT NULL
ORDER BY e.id
