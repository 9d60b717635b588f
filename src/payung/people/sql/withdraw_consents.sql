-- Withdraws every consent of a person that is in sight and not withdrawn yet. One row a consent.
INSERT INTO consent_withdrawal (consent_id, person_id, village, withdrawn_at, withdrawn_by, why)
SELECT consent.id, %(person)s, consent.village, %(at)s, %(by)s, %(why)s
FROM consent
WHERE people @> ARRAY[%(person)s]::bigint[]
ON CONFLICT (consent_id, person_id) DO NOTHING
