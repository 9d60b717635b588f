-- Takes over what the list says anew about workers already known in this area; what it leaves out stays. One row a person.
WITH said AS (
    SELECT person.id, staged.name, staged.birth_on, staged.village,
        coalesce(staged.sex, person.sex) AS sex, coalesce(staged.address, person.address) AS address,
        coalesce(staged.occupation, person.occupation) AS occupation, coalesce(staged.phone, person.phone) AS phone,
        coalesce(staged.mother_name, person.mother_name) AS mother_name,
        coalesce(staged.income_idr, person.income_idr) AS income_idr, coalesce(staged.kk, person.kk) AS kk,
        coalesce(staged.kpj, person.kpj) AS kpj, coalesce(staged.heir_name, person.heir_name) AS heir_name,
        coalesce(staged.heir_relation, person.heir_relation) AS heir_relation
    FROM staged JOIN person ON person.id = staged.person_id
    WHERE staged.known AND coalesce(staged.outcome, '') NOT IN ('already_covered', 'restricted', 'other_name', 'died')
)
UPDATE person SET
    name = said.name, birth_on = said.birth_on, village = said.village, sex = said.sex, address = said.address,
    occupation = said.occupation, phone = said.phone, mother_name = said.mother_name, income_idr = said.income_idr,
    kk = said.kk, kpj = said.kpj, heir_name = said.heir_name, heir_relation = said.heir_relation
FROM said
WHERE person.id = said.id AND (
    said.name, said.birth_on, said.village, said.sex, said.address, said.occupation, said.phone, said.mother_name,
    said.income_idr, said.kk, said.kpj, said.heir_name, said.heir_relation
) IS DISTINCT FROM (
    person.name, person.birth_on, person.village, person.sex, person.address, person.occupation, person.phone,
    person.mother_name, person.income_idr, person.kk, person.kpj, person.heir_name, person.heir_relation
)
