-- Decides who of the staged workers is placed and who waits, in the stated total order: decile (unknown last), then row.
-- First each village fills its own places, then the whole line its own. One row a worker that is neither covered nor enrolled.
CREATE TEMP TABLE decided ON COMMIT DROP AS
WITH free AS (
    SELECT region, places - taken AS places FROM quota WHERE line_id = %(line)s
), in_village AS (
    SELECT sheet_row, person_id, staged.village, sector, decile, income_idr, member_since,
        free.places IS NULL OR free.places >= row_number() OVER (PARTITION BY staged.village ORDER BY decile, sheet_row) AS fits
    FROM staged LEFT JOIN free ON free.region = staged.village
    WHERE outcome IS NULL
)
SELECT sheet_row, person_id, village, sector, decile, income_idr, member_since,
    fits AND (SELECT places FROM free WHERE region = %(top)s)
        >= row_number() OVER (PARTITION BY fits ORDER BY decile, sheet_row) AS placed
FROM in_village
