-- What BPJS has answered about a worker, the oldest first: one row an answer.
SELECT file.taken_at::date AS answered_on, line.name AS line, answer.month, answer.outcome, answer.refused_why
FROM bpjs_answer answer
JOIN bpjs_answer_file file ON file.id = answer.file_id
LEFT JOIN funding_line line ON line.id = answer.line_id
WHERE answer.person_id = %(person)s
ORDER BY answer.id
