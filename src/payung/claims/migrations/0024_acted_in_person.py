"""What workers did in person on the day of death or after it, of many claims at once: each found by its worker's key.

Behind the policies of its table the index of consents by worker is put together with all consents of the area, once for each
claim. Like `consent_stands`, the function tells of claims in sight alone, wherever a consent was noted.
"""

from django.db import migrations

ACTED = """
CREATE FUNCTION acted_in_person(asked bigint[]) RETURNS TABLE (claim_id bigint, what text, days integer) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT dead.id, did.what, max(did.on_day - dead.happened_on)
    FROM claim dead CROSS JOIN LATERAL (
        -- Of a health check the day alone, while the consent to it stands.
        SELECT 'health-check', h.measured_on FROM health_result h
        WHERE h.person_id = dead.person_id AND h.measured_on >= dead.happened_on AND EXISTS (
            SELECT FROM consent c WHERE c.people[1] = dead.person_id AND c.purpose = 'health-check' AND NOT EXISTS (
                SELECT FROM consent_withdrawal w WHERE w.consent_id = c.id AND w.person_id = dead.person_id
            )
        )
        UNION ALL
        -- On a form: the worker was there. A list is the village's word, a letter may come by another's hand.
        SELECT 'consent', c.given_on FROM consent c
        WHERE c.people[1] = dead.person_id AND c.purpose = 'protection' AND c.how = 'form' AND c.given_on >= dead.happened_on
        UNION ALL
        -- Who is hurt may die on the same day, and who was back at work too.
        SELECT 'accident', hurt.happened_on FROM claim hurt
        WHERE hurt.person_id = dead.person_id AND hurt.kind = 'accident' AND hurt.state <> 'withdrawn'
            AND hurt.happened_on > dead.happened_on
        UNION ALL
        SELECT 'work', a.back_at_work_on FROM claim hurt JOIN accident a ON a.claim_id = hurt.id
        WHERE hurt.person_id = dead.person_id AND hurt.kind = 'accident' AND hurt.state <> 'withdrawn'
            AND a.back_at_work_on > dead.happened_on
    ) AS did (what, on_day)
    WHERE dead.id = ANY (asked) AND dead.kind = 'death'
        AND dead.village >= claims_from() COLLATE "C" AND dead.village < claims_until() COLLATE "C"
    GROUP BY dead.id, did.what
$$;
REVOKE EXECUTE ON FUNCTION acted_in_person FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        GRANT EXECUTE ON FUNCTION acted_in_person TO payung_app;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0023_whoever_is_left"), ("screening", "0003_consent_by_key")]
    operations = [migrations.RunSQL(ACTED, "DROP FUNCTION acted_in_person;")]
