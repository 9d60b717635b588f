-- Gives places back at every level that counts them: one place for each time a village is named. One row a quota.
UPDATE quota SET taken = taken - freed.places
FROM (
    SELECT left(village, length) AS region, count(*) AS places
    FROM unnest(%(villages)s::text[]) AS village, unnest(ARRAY[2, 5, 8, 13]) AS length
    GROUP BY 1
) AS freed
WHERE quota.line_id = %(line)s AND quota.region = freed.region
