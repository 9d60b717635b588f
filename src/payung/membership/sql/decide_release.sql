-- Decides who of a line's waiting list gets the places that villages have not used, by the stated rule: village by village in
-- turn (everyone's first waiting worker, then everyone's second), in each round the village with the lowest coverage first, then
-- by code. Whoever another payer covers by now is passed over, and
-- whoever's processing is restricted. One row a worker placed.
CREATE TEMP TABLE decided ON COMMIT DROP AS
WITH unused AS (
    SELECT least(
        (SELECT sum(places - taken) FROM quota WHERE line_id = %(line)s AND region <> %(top)s),
        (SELECT places - taken FROM quota WHERE line_id = %(line)s AND region = %(top)s)
    ) AS places
), counted AS (
    SELECT DISTINCT ON (village) village, covered * 10000 / greatest(eligible, 1) AS share
    FROM workforce ORDER BY village, counted_on DESC
), queue AS (
    SELECT enrolment.*, row_number() OVER (PARTITION BY village ORDER BY decile, proposed_on, batch, sheet_row) AS round
    FROM enrolment
    WHERE line_id = %(line)s AND state = 'waiting' AND NOT EXISTS (
        SELECT FROM cover_month
        WHERE cover_month.person_id = enrolment.person_id AND month >= %(first)s AND month < %(until)s
    ) AND person_id NOT IN (SELECT id FROM person WHERE restricted_at IS NOT NULL)
), ranked AS (
    SELECT queue.*, row_number() OVER (ORDER BY round, share, village) AS turn
    FROM queue LEFT JOIN counted USING (village)
)
SELECT id, person_id, village, sector, decile, income_idr, NULL::date AS member_since, true AS placed, turn
FROM ranked
WHERE turn <= (SELECT places FROM unused)
