-- Freezes the people of a breach as the log knows them now: one row a person, with the classes of data and ways.
INSERT INTO breach_person (breach_id, person, village, data)
SELECT %(breach)s, person_id, min(village), array_agg(data || ' ' || did ORDER BY data, did)
FROM people_of_breach(%(breach)s) GROUP BY person_id ORDER BY person_id
