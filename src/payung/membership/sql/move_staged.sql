-- Moves known workers whom nobody pays for in these months to the village that proposes them now. One row: how many moved.
SELECT move_people(array_agg(nik::text), array_agg(village::text), array_agg(name::text), %(first)s, %(until)s)
FROM staged WHERE known AND outcome IS NULL
