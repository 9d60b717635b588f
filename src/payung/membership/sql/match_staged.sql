-- Tells staged workers that are known: by which id, whether this line holds them already, or which payer does. One row a worker.
UPDATE staged SET
    person_id = known_worker.person_id,
    known = true,
    payer_kind = known_worker.payer_kind,
    outcome = CASE
        WHEN known_worker.state = 'placed' THEN 'unchanged'
        WHEN known_worker.payer_kind IS NOT NULL THEN 'already_covered'
        WHEN known_worker.state = 'waiting' THEN 'still_waiting'
    END
FROM known_workers(ARRAY(SELECT nik::text FROM staged), %(line)s, %(first)s, %(until)s) AS known_worker
WHERE staged.nik = known_worker.nik
