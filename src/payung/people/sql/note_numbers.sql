-- Writes the participant numbers that BPJS has given to the workers of a file: one row a worker whose number is new.
UPDATE person SET kpj = answered.kpj
FROM answered
WHERE person.id = answered.person_id AND answered.problem IS NULL AND answered.kpj IS NOT NULL
    AND person.kpj IS DISTINCT FROM answered.kpj AND person.erased_on IS NULL
