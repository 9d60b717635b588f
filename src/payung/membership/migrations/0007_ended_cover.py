"""Months that ended before they came, kept beside the ledger with why; and every month of cover commits money of its line."""

from django.db import migrations, models
from django.db.models import Q

ENDED = """
CREATE TABLE cover_ended (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    month date NOT NULL, person_id bigint NOT NULL, line_id bigint NOT NULL, village varchar(13) COLLATE "C" NOT NULL,
    price_idr integer NOT NULL, ended_on date NOT NULL,
    why varchar(12) NOT NULL CONSTRAINT cover_ended_says_why CHECK (why <> '')
);
CREATE INDEX cover_ended_of_a_worker ON cover_ended (person_id, month);
CREATE INDEX cover_ended_of_a_line ON cover_ended (line_id, month, id);
SELECT protect_by_area('cover_ended'),
    chain_ledger('cover_ended', 'village', 'id', '{line_id}', '{month,person_id,price_idr,ended_on,why}'),
    ledger_moves_to('cover_month', 'cover_ended');

-- A month leaves the ledger in one way: it stands among the ended ones, as it was. Nothing is rewritten.
CREATE FUNCTION cover_leaves_when_ended() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM cover_ended e WHERE e.person_id = OLD.person_id AND e.month = OLD.month AND e.line_id = OLD.line_id
            AND e.village = OLD.village AND e.price_idr = OLD.price_idr
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_is_only_added_to';
END $$;
DROP TRIGGER no_rewriting ON cover_month;
CREATE TRIGGER no_rewriting BEFORE UPDATE OR DELETE ON cover_month
    FOR EACH ROW EXECUTE FUNCTION cover_leaves_when_ended();

-- Ends months of workers in sight, from a month on, on the line of each enrolment. Gives how many months and rupiah ended.
CREATE FUNCTION end_cover(enrolments bigint[], from_months date[], asked_on date, said text)
    RETURNS TABLE (months bigint, amount_idr bigint) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids bigint[];
BEGIN
    -- The money before the months: the one order of locks.
    PERFORM 1 FROM line_balance WHERE line_id IN (SELECT line_id FROM enrolment WHERE id = ANY (enrolments))
        ORDER BY line_id FOR UPDATE;
    WITH ended AS (
        INSERT INTO cover_ended (month, person_id, line_id, village, price_idr, ended_on, why)
        SELECT c.month, c.person_id, c.line_id, c.village, c.price_idr, asked_on, said
        FROM unnest(enrolments, from_months) AS ending (enrolment_id, from_month)
        JOIN enrolment e ON e.id = enrolment_id AND e.village >= area_from() COLLATE "C" AND e.village < area_until() COLLATE "C"
        JOIN cover_month c ON c.person_id = e.person_id AND c.line_id = e.line_id AND c.month >= from_month
        ORDER BY c.month, c.person_id
        RETURNING id
    ) SELECT array_agg(id) INTO ids FROM ended;
    DELETE FROM cover_month c USING cover_ended e
    WHERE e.id = ANY (ids) AND c.month = e.month AND c.person_id = e.person_id AND c.line_id = e.line_id;
    RETURN QUERY SELECT count(*), coalesce(sum(e.price_idr), 0)::bigint FROM cover_ended e WHERE e.id = ANY (ids);
END $$;

-- What ended gives its count and its money back: months not invoiced free what they had committed, invoiced ones are taken off
-- their invoice, and what is paid already BPJS owes back.
CREATE FUNCTION uncount_cover() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE cover_count kept SET workers = kept.workers - gone.workers, price_idr = kept.price_idr - gone.price_idr
    FROM (SELECT month, village, line_id, count(*) AS workers, sum(price_idr) AS price_idr FROM fresh GROUP BY 1, 2, 3) AS gone
    WHERE kept.month = gone.month AND kept.village = gone.village AND kept.line_id = gone.line_id;
    WITH ending AS MATERIALIZED (
        SELECT f.*, i.invoice_id, i.round, coalesce(n.paid_idr > 0, false) AS paid
        FROM fresh f LEFT JOIN invoice_item i ON i.month = f.month AND i.person_id = f.person_id AND NOT EXISTS (
            SELECT FROM invoice_credit c WHERE c.month = i.month AND c.person_id = i.person_id AND c.round = i.round)
        LEFT JOIN invoice n ON n.id = i.invoice_id
    ), taken_off AS (
        INSERT INTO invoice_credit (month, person_id, round, invoice_id, village, credited_on, why, after_payment)
        SELECT month, person_id, round, invoice_id, village, ended_on, why, paid FROM ending WHERE invoice_id IS NOT NULL
    )
    INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, month, made_on, reason, source,
        invoice_id)
    SELECT nextval('transfer_entry'), l.id, l.region, CASE WHEN e.invoice_id IS NULL THEN 'release' ELSE 'credit' END,
        CASE WHEN e.invoice_id IS NULL THEN 'committed' WHEN e.paid THEN 'paid' ELSE 'invoiced' END,
        CASE WHEN e.paid THEN 'owed' ELSE 'left' END, sum(e.price_idr), e.month, min(e.ended_on),
        min(e.why), acting('source'), e.invoice_id
    FROM ending e JOIN funding_line l ON l.id = e.line_id
    GROUP BY l.id, l.region, e.month, e.invoice_id, e.paid HAVING sum(e.price_idr) > 0 ORDER BY l.id, e.month;
    RETURN NULL;
END $$;
CREATE TRIGGER uncount_of_inserts AFTER INSERT ON cover_ended REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION uncount_cover();
"""

COMMIT = """
CREATE OR REPLACE FUNCTION count_cover() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    WITH written AS MATERIALIZED (
        SELECT month, village, line_id, count(*) AS workers, sum(price_idr) AS price_idr FROM fresh
        GROUP BY month, village, line_id
    ), committed AS (
        INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, month, made_on, reason, source)
        SELECT nextval('transfer_entry'), l.id, l.region, 'commitment', 'left', 'committed', sum(w.price_idr), w.month,
            acting_on(), 'cover', acting('source')
        FROM written w JOIN funding_line l ON l.id = w.line_id
        GROUP BY l.id, l.region, w.month HAVING sum(w.price_idr) > 0 ORDER BY l.id, w.month
    )
    INSERT INTO cover_count AS kept (month, village, line_id, workers, price_idr)
    SELECT month, village, line_id, workers, price_idr FROM written ORDER BY month, village, line_id
    ON CONFLICT (month, village, line_id) DO UPDATE
        SET workers = kept.workers + excluded.workers, price_idr = kept.price_idr + excluded.price_idr;
    RETURN NULL;
END $$;

-- What the months of before have cost is taken as promised and committed; a programme file that is loaded again says the rest.
INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, month, made_on, reason, source)
SELECT 0, l.id, l.region, way.kind, way.giving, way.taking, sum(c.price_idr), c.month,
    (now() AT TIME ZONE 'Asia/Jakarta')::date, 'carried over', 'migration'
FROM cover_count c JOIN funding_line l ON l.id = c.line_id
CROSS JOIN (VALUES ('pledge', 'promise', 'left'), ('commitment', 'left', 'committed')) AS way (kind, giving, taking)
GROUP BY l.id, l.region, c.month, way.kind, way.giving, way.taking HAVING sum(c.price_idr) > 0;
UPDATE programme SET file_digest = '' WHERE EXISTS (SELECT FROM funding_line WHERE programme_code = programme.code);
"""
FORMER_COUNT = """
CREATE OR REPLACE FUNCTION count_cover() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO cover_count AS kept (month, village, line_id, workers, price_idr)
    SELECT month, village, line_id, count(*), sum(price_idr) FROM fresh
    GROUP BY month, village, line_id ORDER BY month, village, line_id
    ON CONFLICT (month, village, line_id) DO UPDATE
        SET workers = kept.workers + excluded.workers, price_idr = kept.price_idr + excluded.price_idr;
    RETURN NULL;
END $$;
"""

RUN = """
-- Puts the worker-months of a line and month that no invoice holds yet on a new one, for whoever sees the line's numbers; gives
-- its id, or null when there is nothing. The line's money is held first, so that two who try make one invoice.
-- Sets are compared as sets: row by row, the table that grows under the statement would be read again for each of its rows. The
-- digest of a million items is sorted in memory.
CREATE FUNCTION invoice_month(asked_line bigint, asked_month date) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_nestloop = off SET work_mem = '512MB' AS $$
DECLARE held funding_line; made bigint; counted bigint; amount bigint;
BEGIN
    SELECT * INTO held FROM funding_line WHERE id = asked_line AND region >= numbers_from() COLLATE "C"
        AND region < numbers_until() COLLATE "C";
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM line_balance WHERE line_id = asked_line FOR UPDATE;
    SELECT nextval(pg_get_serial_sequence('invoice', 'id')) INTO made;
    WITH written AS (
        INSERT INTO invoice_item (month, person_id, round, invoice_id, village, price_idr)
        SELECT c.month, c.person_id, coalesce(taken_off.rounds, 0), made, c.village, c.price_idr
        FROM cover_month c
        LEFT JOIN (
            SELECT person_id, max(round) + 1 AS rounds FROM invoice_credit WHERE month = asked_month GROUP BY person_id
        ) AS taken_off ON taken_off.person_id = c.person_id
        WHERE c.month = asked_month AND c.line_id = asked_line AND c.price_idr > 0 AND NOT EXISTS (
            SELECT FROM invoice_item i
            WHERE i.month = asked_month AND i.person_id = c.person_id AND i.round = coalesce(taken_off.rounds, 0)
        )
        RETURNING price_idr
    ) SELECT count(*), sum(price_idr) INTO counted, amount FROM written;
    IF counted = 0 THEN
        RETURN NULL;
    END IF;
    INSERT INTO invoice (id, line_id, region, month, number, made_on, by, workers, amount_idr, credited_idr, paid_idr)
    SELECT made, held.id, held.region, asked_month,
        (SELECT count(*) + 1 FROM invoice WHERE line_id = asked_line AND month = asked_month), acting_on(),
        left(written_by(), 60), counted, amount, 0, 0;
    INSERT INTO transfer (entry, line_id, region, kind, from_account, to_account, amount_idr, month, made_on, reason, source,
        invoice_id)
    VALUES (nextval('transfer_entry'), held.id, held.region, 'invoice', 'committed', 'invoiced', amount, asked_month,
        acting_on(), 'invoice', acting('source'), made);
    RETURN made;
END $$;
REVOKE EXECUTE ON FUNCTION cover_leaves_when_ended, end_cover, uncount_cover, invoice_month FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE INSERT, UPDATE, DELETE ON cover_ended FROM payung_app;
        GRANT EXECUTE ON FUNCTION end_cover, invoice_month TO payung_app;
    END IF;
END $$;
"""
UNDO = """
DROP TRIGGER no_rewriting ON cover_month;
CREATE TRIGGER no_rewriting BEFORE UPDATE OR DELETE ON cover_month FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
SELECT unchain_ledger('cover_ended');
SELECT ledger_moves_to('cover_month', NULL);
DROP TABLE cover_ended;
DROP FUNCTION cover_leaves_when_ended, end_cover, uncount_cover, invoice_month;
"""

ENDS = ("died", "wage-earner", "moved", "refused", "asked", "over-age", "double-payer")


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0006_lines_cost_their_own"),
        ("funding", "0004_ledger"),
        ("access", "0014_ledgers_that_end"),
    ]
    operations = [
        migrations.CreateModel(
            name="CoverEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("village", models.CharField(db_collation="C", max_length=13)),
                ("price_idr", models.IntegerField()),
                ("ended_on", models.DateField()),
                ("why", models.CharField(max_length=12)),
            ],
            options={"db_table": "cover_ended", "managed": False},
        ),
        migrations.AddField("enrolment", "ended_why", models.CharField(db_default="", default="", max_length=12)),
        migrations.AddConstraint(
            "enrolment",
            models.CheckConstraint(
                name="enrolment_says_why_it_ended", condition=Q(state="ended", ended_why__in=ENDS) | ~Q(state="ended")
            ),
        ),
        migrations.RunSQL(ENDED + COMMIT + RUN, UNDO + FORMER_COUNT),
    ]
