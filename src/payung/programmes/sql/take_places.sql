-- Takes the decided places, at the village and at the whole line, each only if there are as many. One row a quota.
WITH taken AS (
    SELECT village AS region, count(*) AS places FROM decided WHERE placed GROUP BY village
    UNION ALL
    SELECT %(top)s, count(*) FROM decided WHERE placed HAVING count(*) > 0
)
UPDATE quota SET taken = quota.taken + taken.places
FROM taken
WHERE quota.line_id = %(line)s AND quota.region = taken.region AND quota.taken + taken.places <= quota.places
