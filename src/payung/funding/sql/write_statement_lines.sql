-- Writes the lines of a statement that no earlier one has, in its order. One row: how many those are.
WITH written AS (
    INSERT INTO statement_line (statement_id, region, row, booked_on, amount_idr, text, number, mark, outcome, reason, decided_by)
    SELECT %(statement)s, %(region)s, row, booked_on, amount_idr, text, number, mark,
        CASE WHEN amount_idr > 0 THEN 'incoming' ELSE 'no-code' END, '', ''
    FROM unnest(%(row)s::int[], %(booked_on)s::date[], %(amount_idr)s::bigint[], %(text)s::text[], %(number)s::text[],
        %(mark)s::text[]) AS given (row, booked_on, amount_idr, text, number, mark)
    ORDER BY row
    ON CONFLICT (region, mark) DO NOTHING
    RETURNING id
) SELECT count(*) FROM written
