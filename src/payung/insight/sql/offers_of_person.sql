-- The places that were held for a person, the earliest first: one row an offer.
SELECT funding_line.name AS line, offer.offered_on, offer.held_until, offer.cover_from, offer.state, offer.answered_on
FROM offer
JOIN enrolment ON enrolment.id = enrolment_id
JOIN funding_line ON funding_line.id = offer.line_id
WHERE enrolment.person_id = %(person)s
ORDER BY offer.id
