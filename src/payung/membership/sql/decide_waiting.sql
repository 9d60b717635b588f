-- Lays out who waits for a line in villages, in the stated total order: whoever let fewest offers pass, decile (unknown last), who
-- named an heir, day proposed, lot. Left out are whoever has an offer open, is covered by another payer by now, or whose processing is restricted. One row a
-- worker, as if everybody were placed; how far the places reach is decided level by level (fit_places.sql).
INSERT INTO decided (id, person_id, village, sector, decile, income_idr, turn)
SELECT enrolment.id, person_id, enrolment.village, sector, decile, enrolment.income_idr,
    row_number() OVER (
        ORDER BY coalesce(passed.offers, 0), decile, coalesce(heir_name, '') = '', proposed_on,
            lot_of(waiting_rule.seed, enrolment.id), enrolment.id
    ) AS turn
FROM enrolment
JOIN person ON person.id = person_id
LEFT JOIN waiting_rule ON waiting_rule.line_id = enrolment.line_id
LEFT JOIN (
    SELECT enrolment_id, count(*) AS offers FROM offer WHERE line_id = %(line)s AND state = 'expired' GROUP BY enrolment_id
) AS passed ON passed.enrolment_id = enrolment.id
WHERE enrolment.line_id = %(line)s AND state = 'waiting' AND enrolment.village = ANY (%(villages)s)
    AND person.restricted_at IS NULL
    AND NOT EXISTS (SELECT FROM offer WHERE offer.enrolment_id = enrolment.id AND offer.state = 'open')
    AND NOT EXISTS (
        SELECT FROM cover_month
        WHERE cover_month.person_id = enrolment.person_id AND month >= %(first)s AND month < %(until)s
    )
