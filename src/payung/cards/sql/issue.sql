-- Issues a card to every worker placed on a line who has none for the months paid. One row a worker and term.
-- 48 random bits make a number that nobody can count up to; the rare number that exists already is drawn again by the caller.
INSERT INTO card (number, person_id, line_id, village, first_month, until, issued_on)
SELECT upper(right(gen_random_uuid()::text, 12)), enrolment.person_id, line_id, enrolment.village,
    months.first_month, months.until, %(on)s
FROM enrolment
JOIN (
    SELECT person_id, min(month) AS first_month, (max(month) + interval '1 month')::date AS until
    FROM cover_month WHERE line_id = %(line)s GROUP BY person_id
) AS months USING (person_id)
WHERE line_id = %(line)s AND state = 'placed'
    AND enrolment.village >= %(from)s COLLATE "C" AND enrolment.village < %(until)s COLLATE "C"
    AND NOT EXISTS (
        SELECT FROM card
        WHERE card.person_id = enrolment.person_id AND card.line_id = enrolment.line_id AND card.until = months.until
    )
ON CONFLICT (number) DO NOTHING
