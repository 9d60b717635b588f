-- Offers the decided workers the places that are held for them. One row an offer.
INSERT INTO offer (enrolment_id, line_id, village, offered_on, held_until, cover_from)
SELECT id, %(line)s, village, %(on)s, %(held_until)s, %(first)s FROM decided WHERE placed ORDER BY turn
