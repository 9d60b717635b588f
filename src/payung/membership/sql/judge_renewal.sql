-- Judges every worker who holds a seat on a line for the next term: `outcome` is null for whoever goes on, else the reason why not,
-- the first that applies. Whether another pays the months is asked across areas; a worker who stands in another area by now is
-- told as that, and not looked at. One seat that ended may be asked for by its number: its worker goes on alone. One row a seat.
CREATE TEMP TABLE renewal ON COMMIT DROP AS
WITH held AS (
    SELECT e.id AS enrolment, e.person_id, e.sector, e.decile, e.income_idr, e.proposed_on, e.batch, e.sheet_row, p.village,
        p.nik, p.birth_on, p.occupation, p.restricted_at, p.erased_on, p.died_on, p.id IS NULL AS elsewhere
    FROM enrolment e LEFT JOIN person p ON p.id = e.person_id
    WHERE e.line_id = %(from_line)s AND (e.state = 'placed' OR e.id = %(ended_seat)s)
        AND (%(people)s::bigint[] IS NULL OR e.person_id = ANY (%(people)s::bigint[]))
), known AS (
    SELECT * FROM known_workers(ARRAY(SELECT nik::text FROM held WHERE NOT elsewhere), %(line)s, %(first)s, %(until)s)
)
SELECT held.*, CASE
    WHEN elsewhere THEN 'elsewhere'
    WHEN known.state = 'placed' THEN 'unchanged'
    WHEN known.state = 'waiting' THEN 'still_waiting'
    WHEN erased_on IS NOT NULL THEN 'erased'
    WHEN died_on IS NOT NULL THEN 'died'
    WHEN restricted_at IS NOT NULL THEN 'restricted'
    WHEN held.nik !~ '^[0-9]{16}$' THEN 'nik_format'
    WHEN birth_on <= %(born_after)s THEN 'age_over_limit'
    WHEN birth_on > %(born_until)s THEN 'age_under_limit'
    WHEN decile > %(decile_at_most)s THEN 'not_eligible_decile'
    WHEN NOT occupation = ANY (%(occupations)s) THEN 'not_eligible_occupation'
    WHEN left(village, length(%(region)s)) <> %(region)s THEN 'village_outside_area'
    WHEN known.payer_kind IS NOT NULL THEN 'already_covered'
END AS outcome
FROM held LEFT JOIN known ON known.person_id = held.person_id
