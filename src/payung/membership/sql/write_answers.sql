-- Writes the answers that name a worker of the line: one row a worker, in the order of the file.
INSERT INTO bpjs_answer (file_id, person_id, line_id, month, village, outcome, refused_why)
SELECT %(file)s, person_id, %(line)s, %(month)s, village,
    CASE WHEN refused_why IS NOT NULL THEN 'refused' WHEN kpj IS NOT NULL THEN 'numbered' ELSE 'accepted' END, refused_why
FROM answered WHERE problem IS NULL ORDER BY row
