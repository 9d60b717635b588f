-- A statement's closing balance beside the book of its last day, with what may explain the difference, and whether the statement
-- before it ends where it begins. One row; none for a statement whose days nobody knows.
WITH asked AS MATERIALIZED (
    SELECT * FROM bank_statement WHERE id = %(statement)s AND last_on IS NOT NULL
), before AS (
    SELECT b.* FROM bank_statement b JOIN asked a ON a.account = b.account AND a.region = b.region
    WHERE (b.first_on, b.id) < (a.first_on, a.id) ORDER BY b.last_on DESC, b.id DESC LIMIT 1
), own AS MATERIALIZED (
    SELECT l.* FROM statement_line l JOIN bank_statement b ON b.id = l.statement_id
    JOIN asked a ON a.account = b.account AND a.region = b.region AND l.booked_on <= a.last_on
), moved AS MATERIALIZED (
    -- What an entry changed in the bank until that day, less what was taken back of it until then.
    SELECT coalesce(made.entry, t.entry) AS entry,
        sum(CASE WHEN t.to_account = 'bank' THEN t.amount_idr ELSE -t.amount_idr END) AS idr
    FROM asked a
    JOIN transfer t ON (t.from_account = 'bank' OR t.to_account = 'bank') AND t.made_on <= a.last_on
        AND t.region LIKE a.region || '%%'
    LEFT JOIN transfer made ON made.id = t.corrects_id
    GROUP BY 1 HAVING sum(CASE WHEN t.to_account = 'bank' THEN t.amount_idr ELSE -t.amount_idr END) <> 0
), unseen AS (
    SELECT count(*) FILTER (WHERE l.id IS NULL) AS lonely, coalesce(sum(idr) FILTER (WHERE l.id IS NULL), 0) AS lonely_idr,
        coalesce(sum(idr) FILTER (WHERE l.id IS NOT NULL), 0) AS elsewhere_idr
    FROM moved LEFT JOIN statement_line l ON l.entry = moved.entry
    WHERE NOT EXISTS (SELECT FROM own WHERE own.entry = moved.entry)
), lines AS (
    SELECT count(*) FILTER (WHERE entry IS NULL AND outcome <> 'set-aside') AS waiting,
        coalesce(sum(amount_idr) FILTER (WHERE entry IS NULL AND outcome <> 'set-aside'), 0) AS waiting_idr,
        count(*) FILTER (WHERE outcome = 'set-aside') AS aside,
        coalesce(sum(amount_idr) FILTER (WHERE outcome = 'set-aside'), 0) AS aside_idr
    FROM own
)
SELECT a.last_on, a.closing_idr, (SELECT coalesce(sum(idr), 0) FROM moved)::bigint, (
        SELECT b.opening_idr FROM bank_statement b
        WHERE b.account = a.account AND b.region = a.region AND b.first_on IS NOT NULL ORDER BY b.first_on, b.id LIMIT 1),
    waiting, waiting_idr::bigint, aside, aside_idr::bigint, lonely, lonely_idr::bigint, elsewhere_idr::bigint,
    before.file_name, before.last_on, before.closing_idr, (
        -- Where the days of two overlap, the earlier one says what lay there before the later one's first day.
        SELECT before.opening_idr + coalesce(sum(own.amount_idr), 0) FROM own
        WHERE own.booked_on >= before.first_on AND own.booked_on < a.first_on)::bigint,
    a.first_on, a.opening_idr
FROM asked a CROSS JOIN unseen CROSS JOIN lines LEFT JOIN before ON true
