-- Whoever did something in the area that is seen and whose name holds a text: one row a user name, with the full name.
SELECT known.name, known.full_name
FROM (
    SELECT username AS name, full_name FROM app_user
    UNION ALL SELECT 'token:' || name, '' FROM service_token
    UNION ALL SELECT %(operator)s, ''
) AS known
CROSS JOIN LATERAL (SELECT FROM history WHERE by = known.name LIMIT 1) AS seen
WHERE known.name ILIKE %(pattern)s OR known.full_name ILIKE %(pattern)s
ORDER BY known.name LIMIT %(limit)s
