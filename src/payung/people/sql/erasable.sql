-- Workers after an id with what stands against erasing them, if anything: one row a worker not yet erased. `ids` null is everybody.
SELECT id, village, CASE
    WHEN erased_on IS NOT NULL THEN 'person_erased'
    WHEN last_month >= date_trunc('month', %(on)s::date) THEN 'person_covered'
    WHEN waits THEN 'person_waits'
    WHEN claimed THEN 'person_claim_open'
    WHEN EXISTS (SELECT FROM complaint WHERE person_id = person.id AND state <> 'answered') THEN 'person_complaint_open'
    WHEN greatest(last_month + interval '1 month', last_step, last_of_claim) + make_interval(months => %(months)s) > %(on)s::date
        OR greatest(last_month, last_step) IS NULL THEN 'retention_running'
END AS against
FROM person
CROSS JOIN LATERAL (SELECT max(month) AS last_month FROM cover_month WHERE person_id = person.id) AS covered
CROSS JOIN LATERAL (
    SELECT max(coalesce(ended_on, proposed_on)) AS last_step, bool_or(state = 'waiting') AS waits
    FROM enrolment WHERE person_id = person.id
) AS enrolled
CROSS JOIN LATERAL (
    SELECT bool_or(claim.state NOT IN ('paid', 'refused', 'withdrawn') OR EXISTS (
        SELECT FROM scholarship_year y WHERE y.claim_id = claim.id AND y.state IN ('planned', 'proven', 'refused')
    )) AS claimed, max(step.at)::date AS last_of_claim
    FROM claim JOIN claim_step step ON step.claim_id = claim.id WHERE claim.person_id = person.id
) AS claims
WHERE id > %(after)s AND CASE WHEN %(ids)s::bigint[] IS NULL THEN erased_on IS NULL ELSE id = ANY (%(ids)s) END
ORDER BY id LIMIT %(limit)s
