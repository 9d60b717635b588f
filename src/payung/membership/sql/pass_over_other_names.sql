-- Tells known workers who were not moved here, for they stand elsewhere under another name, and are not seen. One row a worker.
UPDATE staged SET outcome = 'other_name'
WHERE known AND outcome IS NULL AND NOT EXISTS (SELECT FROM person WHERE person.id = staged.person_id)
