-- Writes the months of every worker placed: from the month of the day on, or from when an existing member's began. One row a
-- worker-month, priced by month, sector and the last tier that does not begin above the income.
INSERT INTO cover_month (month, person_id, line_id, village, price_idr)
SELECT price.month, person_id, %(line)s, village, price.price_idr
FROM decided JOIN price ON price.sector = decided.sector
    AND coalesce(income_idr, 0) >= price.income_from_idr AND coalesce(income_idr, 0) < price.income_below_idr
    AND price.month >= coalesce(date_trunc('month', member_since)::date, %(first)s)
WHERE placed
