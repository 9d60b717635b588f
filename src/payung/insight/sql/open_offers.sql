-- The places of a line that are held for somebody, the soonest to expire first: one row an offer.
SELECT offer.id, person.id, person.name, masked_nik(nik), region.kind, region.name, offered_on, held_until, cover_from
FROM offer
JOIN enrolment ON enrolment.id = enrolment_id
JOIN person ON person.id = person_id
JOIN region ON region.code = offer.village
WHERE offer.line_id = %(line)s AND offer.state = 'open'
ORDER BY held_until, offer.id
LIMIT %(limit)s
