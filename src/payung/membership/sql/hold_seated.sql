-- Holds the workers whose seats would be renewed: a death that is being noted meanwhile is seen by the next statement. One row.
SELECT hold_workers(ARRAY(
    SELECT person_id FROM enrolment
    WHERE line_id = %(from_line)s AND (state = 'placed' OR id = %(ended_seat)s)
        AND (%(people)s::bigint[] IS NULL OR person_id = ANY (%(people)s::bigint[]))
))
