-- Lets the decided workers go on only as far as a line's money reaches, the first in turn first; what open offers will cost is kept back.
-- One row: how many workers have to wait for money, and how many rupiah are missing for all of them.
WITH kept AS (
    SELECT coalesce(sum(price_idr), 0) AS idr
    FROM offer JOIN enrolment ON enrolment.id = enrolment_id JOIN price ON price.sector = enrolment.sector
        AND coalesce(income_idr, 0) >= price.income_from_idr AND coalesce(income_idr, 0) < price.income_below_idr
        AND price.month >= cover_from
    WHERE offer.line_id = %(line)s AND offer.state = 'open'
), cost AS (
    SELECT turn, sum(price_idr) AS idr
    FROM decided JOIN price ON price.sector = decided.sector
        AND coalesce(income_idr, 0) >= price.income_from_idr AND coalesce(income_idr, 0) < price.income_below_idr
    WHERE placed
    GROUP BY turn
), running AS (
    SELECT turn, kept.idr + sum(cost.idr) OVER (ORDER BY turn) AS so_far FROM cost, kept
), beyond AS (
    UPDATE decided SET placed = false FROM running
    WHERE decided.turn = running.turn AND so_far > %(left)s
    RETURNING decided.turn
)
SELECT (SELECT count(*) FROM beyond), coalesce((SELECT greatest(max(so_far) - %(left)s, 0) FROM running), 0)::bigint
