-- Lays out whoever goes on, in the stated total order: decile (unknown last), day proposed, batch, row; as if everybody were placed.
-- How far the places reach is decided level by level (fit_places.sql). One row a worker.
INSERT INTO decided (person_id, village, sector, decile, income_idr, batch, sheet_row, turn)
SELECT person_id, village, sector, decile, income_idr, batch, sheet_row,
    row_number() OVER (ORDER BY decile, proposed_on, batch, sheet_row, person_id) AS turn
FROM renewal WHERE outcome IS NULL
