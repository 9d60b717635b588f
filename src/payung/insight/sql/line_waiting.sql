-- Who waits for a line in an area, in the stated total order (membership/sql/decide_waiting.sql), from an enrolment on, with the rank
-- in the area and in the village and what decided it: one row a worker. Nobody whose processing is restricted is listed.
WITH passed AS (
    SELECT enrolment_id, count(*) AS offers FROM offer WHERE line_id = %(line)s AND state = 'expired' GROUP BY enrolment_id
), queue AS (
    SELECT enrolment.id, person_id, person.name, masked_nik(nik) AS masked, enrolment.village, decile, proposed_on,
        coalesce(passed.offers, 0) AS offers, coalesce(heir_name, '') = '' AS heirless,
        lot_of(waiting_rule.seed, enrolment.id) AS lot
    FROM enrolment
    JOIN person ON person.id = person_id
    LEFT JOIN waiting_rule ON waiting_rule.line_id = enrolment.line_id
    LEFT JOIN passed ON passed.enrolment_id = enrolment.id
    WHERE enrolment.line_id = %(line)s AND state = 'waiting' AND person.restricted_at IS NULL
        AND enrolment.village >= %(from)s COLLATE "C" AND enrolment.village < %(until)s COLLATE "C"
), ranked AS (
    SELECT queue.*, row_number() OVER whole AS rank, row_number() OVER inside AS rank_in_village
    FROM queue
    WINDOW whole AS (ORDER BY offers, decile, heirless, proposed_on, lot, id),
        inside AS (PARTITION BY village ORDER BY offers, decile, heirless, proposed_on, lot, id)
)
SELECT ranked.id, person_id, ranked.name, masked, ranked.village, region.kind, region.name, rank, rank_in_village, offers, decile,
    NOT heirless, proposed_on, left(encode(lot, 'hex'), 8), offer.held_until
FROM ranked
JOIN region ON region.code = ranked.village
LEFT JOIN offer ON offer.enrolment_id = ranked.id AND offer.state = 'open'
WHERE rank > coalesce((SELECT rank FROM ranked AS start WHERE start.id = %(after)s), 0)
ORDER BY rank
LIMIT %(limit)s
