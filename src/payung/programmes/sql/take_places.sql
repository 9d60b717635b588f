-- Takes the decided places at every level that has a quota, each only if there are as many. One row: how many workers are placed,
-- how many quotas they lie in, and how many of these had the places.
WITH asked AS (
    SELECT left(village, length) AS region, sum(workers) AS places
    FROM (SELECT village, count(*) AS workers FROM decided WHERE placed GROUP BY village) AS of_village,
        unnest(ARRAY[2, 5, 8, 13]) AS length
    GROUP BY 1
), due AS (
    SELECT id, asked.places FROM quota JOIN asked USING (region) WHERE line_id = %(line)s
), taken AS (
    UPDATE quota SET taken = quota.taken + due.places
    FROM due WHERE quota.id = due.id AND quota.taken + due.places <= quota.places
    RETURNING quota.id
)
SELECT (SELECT count(*) FROM decided WHERE placed), (SELECT count(*) FROM due), (SELECT count(*) FROM taken)
