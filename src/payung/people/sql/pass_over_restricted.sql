-- Tells staged workers whose processing is restricted, in any area: nothing is done with what the list says. One row a worker.
UPDATE staged SET outcome = 'restricted', payer_kind = NULL
FROM restricted_workers(ARRAY(SELECT nik::text FROM staged)) AS restricted (nik)
WHERE staged.nik = restricted.nik
