-- Notes that every decided worker has consented to the protection, on this day and in this way. One row a village.
INSERT INTO consent (village, purpose, given_on, how, noted_by, people)
SELECT village, 'protection', %(on)s, %(how)s, written_by(), array_agg(person_id) FROM decided GROUP BY village
