-- What is odd about a claim, for somebody to look at; nothing is decided by it. One row a signal: its code and a number.
WITH this AS (
    SELECT c.id, c.person_id, c.happened_on, p.kk, c.reported_at FROM claim c JOIN person p ON p.id = c.person_id
    WHERE c.id = %(claim)s
), enrolled AS (
    SELECT min(e.proposed_on) AS first_on FROM enrolment e JOIN this ON e.person_id = this.person_id
), covered AS (
    -- Whoever was covered in a month before the list came was a member already.
    SELECT bool_or(c.month < date_trunc('month', first_on)) AS before FROM enrolled, cover_month c JOIN this USING (person_id)
)
SELECT 'enrolled-after-death', (first_on - happened_on) FROM this, enrolled WHERE first_on > happened_on
UNION ALL
SELECT 'enrolled-just-before', (happened_on - first_on) FROM this, enrolled, covered
WHERE NOT coalesce(before, false) AND first_on <= happened_on AND happened_on - first_on < %(just_before_days)s
UNION ALL
SELECT 'same-heir-name-on-claims', count(DISTINCT other.claim_id)
FROM claim_heir mine JOIN claim_heir other ON other.claim_id <> mine.claim_id AND other.removed_why = ''
    AND upper(other.name) = upper(mine.name) AND other.birth_on = mine.birth_on
WHERE mine.claim_id = %(claim)s AND mine.removed_why = '' HAVING count(*) > 0
UNION ALL
SELECT 'whole-family-enrolled', count(*) FROM person other JOIN this ON other.kk = this.kk
WHERE other.id <> this.person_id HAVING count(*) >= 3
UNION ALL
SELECT 'enrolled-again-after-death', count(*) FROM enrolment e JOIN this ON e.person_id = this.person_id
WHERE e.proposed_on > this.happened_on AND e.proposed_on > (SELECT first_on FROM enrolled) HAVING count(*) > 0
