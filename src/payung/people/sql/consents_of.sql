-- What a person has consented to and whether it was withdrawn since, the latest first: one row a consent.
SELECT consent.purpose, consent.given_on, consent.how, consent.noted_by, withdrawn_at, withdrawn_by, why
FROM consent LEFT JOIN consent_withdrawal gone ON gone.consent_id = consent.id AND gone.person_id = %(person)s
WHERE people @> ARRAY[%(person)s]::bigint[] AND consent.village IN (
    SELECT village FROM person WHERE id = %(person)s UNION SELECT village FROM enrolment WHERE person_id = %(person)s
)
ORDER BY consent.id DESC
