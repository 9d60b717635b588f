-- Notes that every decided worker has consented to the protection, on this day and in this way. One row a worker.
INSERT INTO consent (person_id, village, purpose, given_on, how, noted_by)
SELECT person_id, village, 'protection', %(on)s, %(how)s, written_by() FROM decided
ON CONFLICT (person_id, purpose, given_on) DO NOTHING
