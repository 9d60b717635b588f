-- The months in which lines in sight cover anybody, the latest first. One row a month.
SELECT DISTINCT month FROM cover_count WHERE workers > 0 ORDER BY month DESC LIMIT 120
