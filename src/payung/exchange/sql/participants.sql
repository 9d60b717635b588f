-- The workers of a line for the file that goes to BPJS, by village and name: one row a worker with a place and what it costs.
-- All, or those without an answer since the enrolment that stands now; a refusal that did not end it wants to be sent again too.
SELECT person.id, nik, person.name, birth_on, sex, mother_name, phone, address, enrolment.village AS village_code,
    region.name AS village_name, district.name AS district_name, occupation, enrolment.income_idr, kpj,
    cover.first_month, cover.months, cover.amount_idr
FROM enrolment
JOIN person ON person.id = enrolment.person_id AND restricted_at IS NULL AND erased_on IS NULL
JOIN LATERAL (
    SELECT min(month) AS first_month, count(*) AS months, sum(price_idr) AS amount_idr
    FROM cover_month WHERE person_id = enrolment.person_id AND line_id = enrolment.line_id
) AS cover ON cover.months > 0
LEFT JOIN region ON region.code = enrolment.village
LEFT JOIN region district ON district.code = left(enrolment.village, 8)
WHERE enrolment.line_id = %(line)s AND state = 'placed' AND (%(everybody)s OR coalesce((
    SELECT outcome = 'refused' OR enrolment_id < enrolment.id FROM bpjs_answer answer
    WHERE answer.person_id = enrolment.person_id AND answer.line_id = enrolment.line_id ORDER BY answer.id DESC LIMIT 1
), true))
ORDER BY enrolment.village, person.name, person.id
