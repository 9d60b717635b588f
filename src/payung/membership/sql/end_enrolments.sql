-- Ends enrolments that have not ended, closes the offers among them, and gives the places that they hold or that are held for them
-- free at every level that counts them.
-- One row: how many seats and how many waits ended, and which enrolments that were.
WITH ending AS MATERIALIZED (
    SELECT id, line_id, village, state, EXISTS (SELECT FROM offer WHERE enrolment_id = enrolment.id AND offer.state = 'open') AS held
    FROM enrolment WHERE id = ANY (%(ids)s) AND state <> 'ended' ORDER BY id FOR UPDATE
), ended AS (
    UPDATE enrolment SET state = 'ended', ended_on = %(on)s, ended_why = %(why)s FROM ending WHERE enrolment.id = ending.id
), closed AS (
    UPDATE offer SET state = 'declined', answered_on = %(on)s FROM ending
    WHERE offer.enrolment_id = ending.id AND offer.state = 'open'
), freed AS (
    SELECT quota.id, count(*) AS seats
    FROM ending JOIN quota ON quota.line_id = ending.line_id AND left(ending.village, length(quota.region)) = quota.region
    WHERE ending.state = 'placed' OR ending.held GROUP BY quota.id
), given_free AS (
    UPDATE quota SET taken = taken - freed.seats FROM freed WHERE quota.id = freed.id
)
SELECT count(*) FILTER (WHERE state = 'placed'), count(*) FILTER (WHERE state = 'waiting'), coalesce(array_agg(id), '{}') FROM ending
