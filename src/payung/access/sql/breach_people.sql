-- People of a search (or, with a breach, of that breach) after an id: one row a person, with classes of data and ways. The name
-- and NIK come through row-level security: null for eyes that see no people.
WITH found AS MATERIALIZED (
    SELECT * FROM people_touched(%(username)s, %(address)s, %(begins_at)s, %(ends_at)s) WHERE %(breach)s::bigint IS NULL
    UNION ALL SELECT * FROM people_of_breach(%(breach)s) WHERE %(breach)s::bigint IS NOT NULL
), each AS (
    SELECT person_id, min(village) AS village, array_agg(data || ' ' || did ORDER BY data, did) AS data
    FROM found WHERE person_id > %(after)s AND (%(village)s = '' OR village = %(village)s)
    GROUP BY person_id ORDER BY person_id LIMIT %(limit)s
)
SELECT person_id, each.village, data, name, masked_nik(nik) AS nik FROM each LEFT JOIN person ON person.id = each.person_id ORDER BY person_id
