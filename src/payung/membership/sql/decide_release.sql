-- Decides who of a line's waiting list gets the places that villages have not used, by the stated rule: village by village in
-- turn (everyone's first waiting worker, then everyone's second), in each round the village with the lowest coverage first, then
-- by code; who comes first in a village is the stated order of the waiting list (decide_waiting.sql). A place stays in its pot: the narrowest region around the village that has a quota, so that no district gives to
-- another what was reserved for it. Whoever another payer covers by now is passed over, and whoever's processing is restricted.
-- One row a worker for whom the pot has a place; whether the levels above have it too is decided level by level (fit_places.sql).
INSERT INTO decided (id, person_id, village, sector, decile, income_idr, turn, pot)
WITH paid AS (
    -- Whoever left is covered to the end of the month: until then the place is nobody else's, whichever village has it by now.
    SELECT village, sum(workers) AS workers FROM (
        SELECT village, workers FROM cover_count WHERE line_id = %(line)s AND month = %(first)s
        UNION ALL
        SELECT village, count(*) FROM offer WHERE line_id = %(line)s AND state = 'open' AND cover_from <= %(first)s GROUP BY village
    ) AS in_month GROUP BY village
), own AS (
    SELECT region AS village, places - greatest(taken, paid.workers) AS places, (
        SELECT above.region FROM quota above
        WHERE above.line_id = %(line)s AND above.region IN (left(quota.region, 2), left(quota.region, 5), left(quota.region, 8))
        ORDER BY above.region DESC LIMIT 1
    ) AS pot
    FROM quota LEFT JOIN paid ON paid.village = quota.region WHERE line_id = %(line)s AND length(region) = 13
), unused AS (
    SELECT pot, sum(places) AS places FROM own GROUP BY pot
), counted AS (
    SELECT DISTINCT ON (village) village, covered * 10000 / greatest(eligible, 1) AS share
    FROM workforce ORDER BY village, counted_on DESC
), queue AS (
    SELECT enrolment.*, row_number() OVER (
        PARTITION BY enrolment.village
        ORDER BY coalesce(passed.offers, 0), decile, coalesce(heir_name, '') = '', proposed_on,
            lot_of(waiting_rule.seed, enrolment.id), enrolment.id
    ) AS round
    FROM enrolment
    JOIN person ON person.id = person_id
    LEFT JOIN waiting_rule ON waiting_rule.line_id = enrolment.line_id
    LEFT JOIN (
        SELECT enrolment_id, count(*) AS offers FROM offer WHERE line_id = %(line)s AND state = 'expired' GROUP BY enrolment_id
    ) AS passed ON passed.enrolment_id = enrolment.id
    WHERE enrolment.line_id = %(line)s AND state = 'waiting' AND person.restricted_at IS NULL
        AND NOT EXISTS (SELECT FROM offer WHERE offer.enrolment_id = enrolment.id AND offer.state = 'open')
        AND NOT EXISTS (
            SELECT FROM cover_month
            WHERE cover_month.person_id = enrolment.person_id AND month >= %(first)s AND month < %(until)s
        )
), ranked AS (
    SELECT queue.*, pot, row_number() OVER (ORDER BY round, share, village) AS turn,
        row_number() OVER (PARTITION BY pot ORDER BY round, share, village) AS turn_in_pot
    FROM queue LEFT JOIN counted USING (village) LEFT JOIN own USING (village)
)
SELECT id, person_id, village, sector, decile, income_idr, turn, pot
FROM ranked LEFT JOIN unused USING (pot)
WHERE pot IS NULL OR turn_in_pot <= unused.places
