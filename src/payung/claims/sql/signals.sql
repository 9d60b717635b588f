-- What is odd about claims, for somebody to look at; nothing is decided by it. One row a claim and signal (and what it is about):
-- claim, code, a number, and what it is about or nothing.
WITH this AS (
    SELECT c.id, c.person_id, c.happened_on, p.kk, p.village FROM claim c JOIN person p ON p.id = c.person_id
    WHERE c.id = ANY (%(claims)s)
), enrolled AS (
    SELECT this.id, this.person_id, min(this.happened_on) AS happened_on, min(e.proposed_on) AS first_on,
        max(e.proposed_on) AS last_on
    FROM this JOIN enrolment e ON e.person_id = this.person_id JOIN funding_line l ON l.id = e.line_id
    -- The first list of a village's earlier members takes over who was there already: its day says nothing of when they came.
    LEFT JOIN LATERAL (
        SELECT f.proposed_on FROM enrolment f WHERE f.village = e.village AND f.line_id = e.line_id ORDER BY f.id LIMIT 1
    ) AS first ON l.existing
    WHERE NOT l.existing OR e.proposed_on > first.proposed_on GROUP BY this.id, this.person_id
)
SELECT id, 'enrolled-after-death', first_on - happened_on, '' FROM enrolled WHERE first_on > happened_on
UNION ALL
-- Whoever was covered in a month before the list came was a member already.
SELECT id, 'enrolled-just-before', happened_on - first_on, '' FROM enrolled
WHERE first_on <= happened_on AND happened_on - first_on < %(just_before_days)s AND NOT EXISTS (
    SELECT FROM cover_month c WHERE c.person_id = enrolled.person_id AND c.month < date_trunc('month', first_on)
)
UNION ALL
SELECT id, 'enrolled-again-after-death', last_on - happened_on, '' FROM enrolled WHERE last_on > happened_on AND last_on > first_on
UNION ALL
SELECT this.id, 'same-heir-name-on-claims', count(DISTINCT other.claim_id), ''
FROM this JOIN claim_heir mine ON mine.claim_id = this.id AND mine.removed_why = ''
JOIN claim_heir other ON other.birth_on = mine.birth_on AND upper(other.name) = upper(mine.name)
    AND other.claim_id <> mine.claim_id AND other.removed_why = ''
JOIN claim c ON c.id = other.claim_id AND c.state <> 'withdrawn'
GROUP BY this.id
UNION ALL
-- The same account, by its mark; a death that follows an accident of the same worker is no other claim.
SELECT this.id, 'same-account-on-claims', count(DISTINCT other.claim_id), ''
FROM this JOIN claim_heir mine ON mine.claim_id = this.id AND mine.removed_why = ''
JOIN claim_heir other ON other.account_mark = mine.account_mark AND other.person_id <> this.person_id AND other.removed_why = ''
JOIN claim c ON c.id = other.claim_id AND c.state <> 'withdrawn'
GROUP BY this.id
UNION ALL
SELECT this.id, 'whole-family-enrolled', count(*), ''
FROM this JOIN person other ON other.village = this.village AND other.kk = this.kk AND other.id <> this.person_id
GROUP BY this.id HAVING count(*) >= 3
UNION ALL
-- On the day of death or after it, in person (claims/0024).
SELECT claim_id, 'active-after-death', days, what FROM acted_in_person(%(claims)s::bigint[])
ORDER BY 1, 2, 4
