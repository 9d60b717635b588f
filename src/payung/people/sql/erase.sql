-- Makes these workers pseudonyms: nothing that tells who they were is left in the row. One row a worker.
UPDATE person SET
    nik = 'X' || left(replace(gen_random_uuid()::text, '-', ''), 15), name = 'Dihapus', birth_on = '1900-01-01', sex = NULL,
    address = NULL, occupation = NULL, phone = NULL, mother_name = NULL, income_idr = NULL, kk = NULL, kpj = NULL,
    heir_name = NULL, heir_relation = NULL, died_on = NULL, erased_on = %(on)s
WHERE id = ANY (%(ids)s) AND erased_on IS NULL
