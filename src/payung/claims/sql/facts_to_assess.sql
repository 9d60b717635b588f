-- What each of these claims after a death is computed from. One row a claim: its number, cause,
-- day, the months paid up to that day's month, those in a row, the line that covers that month (null: nobody) and its programme, the
-- income told at enrolment, and the heirs in the order named.
WITH ready AS (
    SELECT c.id, c.person_id, c.village, c.cause, c.happened_on, date_trunc('month', c.happened_on)::date AS month
    FROM claim c
    WHERE c.id = ANY (%(claims)s)
), paid AS (
    SELECT r.id, r.person_id, m.month, m.line_id, r.month AS last,
        m.month + make_interval(months => (row_number() OVER (PARTITION BY r.id ORDER BY m.month DESC))::integer) AS run
    FROM ready r JOIN cover_month m ON m.person_id = r.person_id AND m.month <= r.month
), counted AS (
    SELECT id, person_id, count(*) AS months_paid, max(line_id) FILTER (WHERE month = last) AS line_id,
        count(*) FILTER (WHERE run = last + interval '1 month') AS months_consecutive
    FROM paid GROUP BY id, person_id
), family AS (
    SELECT h.claim_id, array_agg(h.id ORDER BY h.id) AS ids, array_agg(h.relation ORDER BY h.id) AS relations,
        array_agg(h.name ORDER BY h.id) AS names
    FROM claim_heir h JOIN ready r ON r.id = h.claim_id WHERE h.removed_why = '' GROUP BY h.claim_id
), told AS (
    SELECT DISTINCT ON (r.id) r.id, e.income_idr
    FROM counted r JOIN enrolment e ON e.person_id = r.person_id AND e.line_id = r.line_id ORDER BY r.id, e.id DESC
)
SELECT r.id, r.person_id, r.village, r.cause, r.happened_on, coalesce(counted.months_paid, 0), coalesce(counted.months_consecutive, 0),
    counted.line_id, line.programme_code, coalesce(told.income_idr, 0), family.ids, family.relations, family.names
FROM ready r
LEFT JOIN counted USING (id) LEFT JOIN told USING (id) LEFT JOIN family ON family.claim_id = r.id
LEFT JOIN funding_line line ON line.id = counted.line_id
ORDER BY r.id
