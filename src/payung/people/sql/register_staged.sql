-- Gives a row to every staged worker that was not known yet. One row a person.
INSERT INTO person (id, nik, name, birth_on, sex, village, address, occupation, phone, mother_name, income_idr, kk, kpj,
    heir_name, heir_relation)
SELECT person_id, nik, name, birth_on, sex, village, address, occupation, phone, mother_name, income_idr, kk, kpj,
    heir_name, heir_relation
FROM staged
WHERE NOT known AND outcome IS NULL
