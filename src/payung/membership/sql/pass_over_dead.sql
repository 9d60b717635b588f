-- Tells known workers of whom a death is noted: nothing is done with what the list says. One row a worker.
UPDATE staged SET outcome = 'died'
WHERE known AND nik IN (
    SELECT dead_workers(ARRAY(SELECT nik::text FROM staged WHERE known), ARRAY(SELECT name::text FROM staged WHERE known))
)
