"""The first day on which all papers of a claim were there stays, whoever returns or reopens it; a refusal names its article."""

from importlib import import_module

from django.db import migrations, models

changed = import_module("payung.people.migrations.0006_rights_hold").changed

MOVED = """ AS moved
"""
# Days are counted in Jakarta, as those of the clock are.
FORGOTTEN = """ AS moved,
            stale.state NOT IN ('approved', 'paid') AND fresh.state IN ('reported', 'complete', 'assessed')
                AND stale.complete_on IS DISTINCT FROM fresh.complete_on
                AND (stale.cause, stale.happened_on, stale.follows_id)
                    IS NOT DISTINCT FROM (fresh.cause, fresh.happened_on, fresh.follows_id)
                AND NOT clock_may_begin_anew(fresh.id, stale.complete_on) AS forgotten
"""
STANDS = """        WHEN moved THEN 'claim_stands_once_approved'
"""
KEPT = """        WHEN forgotten THEN 'claim_keeps_the_day_it_was_complete'
"""
ANEW = """
-- Whether something has come up since the day on which all papers of a claim were there: a paper that would not do, another one,
-- another family, or what was stated or entered of an accident.
CREATE FUNCTION clock_may_begin_anew(asked bigint, complete date) RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT complete IS NULL
    OR EXISTS (SELECT FROM claim_document WHERE claim_id = asked
        AND (rejected_why <> '' OR (brought_at AT TIME ZONE 'Asia/Jakarta')::date > complete))
    OR EXISTS (SELECT FROM claim_heir h JOIN claim c ON c.id = asked JOIN claim of ON of.id = h.claim_id
        WHERE of.person_id = c.person_id AND (of.id = c.id OR (c.kind = 'accident' AND of.kind = 'death'))
            AND (h.removed_why <> '' OR (h.entered_at AT TIME ZONE 'Asia/Jakarta')::date >= complete))
    OR EXISTS (SELECT FROM accident WHERE claim_id = asked
        AND (greatest(concluded_at, outcome_told_at) AT TIME ZONE 'Asia/Jakarta')::date >= complete)
    OR EXISTS (SELECT FROM accident_cost WHERE claim_id = asked AND (entered_at AT TIME ZONE 'Asia/Jakarta')::date >= complete)
    OR EXISTS (SELECT FROM inability_month WHERE claim_id = asked AND (entered_at AT TIME ZONE 'Asia/Jakarta')::date >= complete)
$$;
REVOKE EXECUTE ON FUNCTION clock_may_begin_anew FROM PUBLIC;
"""
# What was refused before without one stays as it was decided.
ARTICLE = """
ALTER TABLE claim_decision ADD CONSTRAINT refusal_names_its_article CHECK (verdict <> 'refused' OR article <> '') NOT VALID;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_left_to_heirs")]
    operations = [
        migrations.RunSQL(ANEW, "DROP FUNCTION clock_may_begin_anew;"),
        changed("claim_takes_known_steps", MOVED, FORGOTTEN),
        changed("claim_takes_known_steps", STANDS, STANDS + KEPT),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ARTICLE, "ALTER TABLE claim_decision DROP CONSTRAINT refusal_names_its_article;")],
            [migrations.AddConstraint("decision", models.CheckConstraint(
                name="refusal_names_its_article",
                condition=models.Q(("verdict", "refused"), _negated=True) | models.Q(("article", ""), _negated=True)))],
        ),
    ]  # fmt: skip
