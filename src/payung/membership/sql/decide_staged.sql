-- Lays out the staged workers in the stated total order: decile (unknown last), then row. One row a worker that is neither
-- covered nor enrolled, as if everybody were placed; how far the places reach is decided level by level (fit_places.sql).
INSERT INTO decided (sheet_row, person_id, village, sector, decile, income_idr, member_since, turn)
SELECT sheet_row, person_id, village, sector, decile, income_idr, member_since,
    (coalesce(decile, 11)::bigint << 32) + sheet_row AS turn
FROM staged
WHERE outcome IS NULL
