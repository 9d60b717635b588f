-- Holds the known workers who would be enrolled: a death that is being noted meanwhile is seen by the next statement. One row.
SELECT hold_workers(ARRAY(SELECT person_id FROM staged WHERE known AND outcome IS NULL))
