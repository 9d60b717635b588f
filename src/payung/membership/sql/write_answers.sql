-- Writes the answers that name a worker of the line: one row a worker, in the order of the file, each of the enrolment that stands.
INSERT INTO bpjs_answer (file_id, person_id, line_id, month, village, outcome, refused_why, enrolment_id)
SELECT %(file)s, person_id, %(line)s, %(month)s, village,
    CASE WHEN refused_why IS NOT NULL THEN 'refused' WHEN kpj IS NOT NULL THEN 'numbered' ELSE 'accepted' END, refused_why, (
        SELECT id FROM enrolment e WHERE e.person_id = answered.person_id AND e.line_id = %(line)s AND e.state <> 'waiting'
        ORDER BY ended_on DESC NULLS FIRST, id DESC LIMIT 1)
FROM answered WHERE problem IS NULL ORDER BY row
