-- The latest month up to one, of the ten years before it, in which a line covers anybody in a region: one row or none.
-- Month by month from the latest, each one look-up in the key of cover_count.
SELECT asked.month::date
FROM generate_series(%(month)s::date, %(month)s::date - interval '10 years', interval '-1 month') AS asked (month)
WHERE EXISTS (
    SELECT FROM cover_count
    WHERE cover_count.month = asked.month::date AND workers > 0
        AND village >= %(from)s COLLATE "C" AND village < %(until)s COLLATE "C"
)
ORDER BY asked.month DESC
LIMIT 1
