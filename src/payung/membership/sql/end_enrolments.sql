-- Ends enrolments that have not ended, and gives the places of the seats among them free at every level that counts them.
-- One row: how many seats and how many waits ended.
WITH ending AS MATERIALIZED (
    SELECT id, line_id, village, state FROM enrolment WHERE id = ANY (%(ids)s) AND state <> 'ended' ORDER BY id FOR UPDATE
), ended AS (
    UPDATE enrolment SET state = 'ended', ended_on = %(on)s, ended_why = %(why)s FROM ending WHERE enrolment.id = ending.id
), freed AS (
    SELECT quota.id, count(*) AS seats
    FROM ending JOIN quota ON quota.line_id = ending.line_id AND left(ending.village, length(quota.region)) = quota.region
    WHERE ending.state = 'placed' GROUP BY quota.id
), given_free AS (
    UPDATE quota SET taken = taken - freed.seats FROM freed WHERE quota.id = freed.id
)
SELECT count(*) FILTER (WHERE state = 'placed'), count(*) FILTER (WHERE state = 'waiting') FROM ending
