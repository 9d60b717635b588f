"""The ledger of months: one row a worker-month, one payer by its key, a partition a month, counted as it is written."""

from django.db import migrations

LEDGER = """
CREATE TABLE cover_month (
    month date NOT NULL,
    person_id bigint NOT NULL,
    line_id bigint NOT NULL,
    village varchar(13) COLLATE "C" NOT NULL,
    price_idr integer NOT NULL CONSTRAINT cover_price_is_not_negative CHECK (price_idr >= 0),
    CONSTRAINT cover_has_one_payer_per_month PRIMARY KEY (month, person_id),
    CONSTRAINT cover_month_is_a_first_day CHECK (extract(day FROM month) = 1)
) PARTITION BY RANGE (month);
SELECT protect_by_area('cover_month'), require_known_villages('cover_month');

CREATE TABLE cover_count (
    month date NOT NULL,
    village varchar(13) COLLATE "C" NOT NULL,
    line_id bigint NOT NULL,
    workers integer NOT NULL CONSTRAINT cover_count_is_not_negative CHECK (workers >= 0),
    price_idr bigint NOT NULL,
    PRIMARY KEY (month, village, line_id)
);

CREATE FUNCTION count_cover() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO cover_count AS kept (month, village, line_id, workers, price_idr)
    SELECT month, village, line_id, count(*), sum(price_idr) FROM fresh
    GROUP BY month, village, line_id ORDER BY month, village, line_id
    ON CONFLICT (month, village, line_id) DO UPDATE
        SET workers = kept.workers + excluded.workers, price_idr = kept.price_idr + excluded.price_idr;
    RETURN NULL;
END $$;
CREATE TRIGGER count_of_inserts AFTER INSERT ON cover_month REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION count_cover();

CREATE FUNCTION cover_must_follow_an_enrolment() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE without_place bigint;
BEGIN
    -- Counted, not just looked for: so it is planned for the whole statement, not for its first row.
    SELECT count(*) INTO without_place FROM fresh WHERE NOT EXISTS (
        SELECT FROM enrolment e
        WHERE e.person_id = fresh.person_id AND e.line_id = fresh.line_id AND e.state = 'placed'
    );
    IF without_place > 0 THEN
        RAISE EXCEPTION 'cover without a place'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'cover_follows_a_place_on_its_line';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER place_of_inserts AFTER INSERT ON cover_month REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION cover_must_follow_an_enrolment();

CREATE FUNCTION open_months(first_month date, until date) RETURNS integer LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE opening date; partition text; opened integer := 0;
BEGIN
    FOR opening IN SELECT generate_series(first_month, until - 1, interval '1 month')::date LOOP
        partition := format('cover_%s', to_char(opening, 'YYYY_MM'));
        CONTINUE WHEN EXISTS (SELECT FROM pg_class WHERE relname = partition);
        -- Two lists must not both make the partition of a month; a month that is open makes nobody wait.
        PERFORM pg_advisory_xact_lock(hashtext('open_months'));
        IF NOT EXISTS (SELECT FROM pg_class WHERE relname = partition) THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF cover_month FOR VALUES FROM (%L) TO (%L)',
                partition, opening, opening + interval '1 month');
            EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, payung_app', partition);
            opened := opened + 1;
        END IF;
    END LOOP;
    RETURN opened;
END $$;
"""

ENROLMENT = """
SELECT protect_by_area('enrolment'), keep_history('enrolment'), require_known_villages('enrolment');

CREATE FUNCTION enrolment_must_name_a_worker() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE of_nobody bigint;
BEGIN
    SELECT count(*) INTO of_nobody FROM fresh WHERE NOT EXISTS (SELECT FROM person WHERE person.id = fresh.person_id);
    IF of_nobody > 0 THEN
        RAISE EXCEPTION 'enrolment of nobody'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'enrolment_is_of_a_known_worker';
    ELSIF EXISTS (
        SELECT FROM (SELECT DISTINCT line_id FROM fresh) AS written LEFT JOIN funding_line l ON l.id = written.line_id
        WHERE l.id IS NULL
    ) THEN
        RAISE EXCEPTION 'enrolment on no funding line'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'enrolment_is_on_a_known_line';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER worker_of_inserts AFTER INSERT ON enrolment REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION enrolment_must_name_a_worker();
CREATE TRIGGER worker_of_updates AFTER UPDATE ON enrolment REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION enrolment_must_name_a_worker();
"""

# The one question that crosses areas: is this NIK known, and is one of these months already paid for? Nothing else is told.
KNOWN = """
CREATE FUNCTION known_workers(niks text[], asked_line bigint, first_month date, until date)
    RETURNS TABLE (nik varchar, person_id bigint, state varchar, payer_kind varchar) LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
    SELECT p.nik, p.id, e.state, min(l.kind)
    FROM unnest(niks) AS asked (nik)
    JOIN person p ON p.nik = asked.nik
    LEFT JOIN enrolment e ON e.person_id = p.id AND e.line_id = asked_line AND e.state <> 'ended'
    LEFT JOIN cover_month m ON m.person_id = p.id AND m.month >= first_month AND m.month < until
    LEFT JOIN funding_line l ON l.id = m.line_id
    GROUP BY p.nik, p.id, e.state
$$;
"""

# A worker whom nobody pays for in these months may be proposed by another village, which cannot see the row: the one way
# to move it, into the mover's own area only.
MOVE = """
CREATE FUNCTION move_people(niks text[], villages text[], first_month date, until date) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE moved bigint;
BEGIN
    UPDATE person SET village = moving.village
    FROM unnest(niks, villages) AS moving (nik, village)
    WHERE person.nik = moving.nik AND person.village <> moving.village COLLATE "C"
        AND moving.village >= area_from() COLLATE "C" AND moving.village < area_until() COLLATE "C"
        AND NOT EXISTS (
            SELECT FROM cover_month m WHERE m.person_id = person.id AND m.month >= first_month AND m.month < until
        );
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN moved;
END $$;
"""

RIGHTS = """
REVOKE EXECUTE ON FUNCTION count_cover, cover_must_follow_an_enrolment, enrolment_must_name_a_worker FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON cover_month FROM payung_app;
        REVOKE INSERT, UPDATE, DELETE ON cover_count FROM payung_app;
        REVOKE DELETE ON enrolment FROM payung_app;
        GRANT MAINTAIN ON enrolment, cover_month, cover_count TO payung_app;
    END IF;
END $$;
"""

UNDO = """
DROP FUNCTION known_workers, move_people, open_months;
DROP TABLE cover_month, cover_count;
DROP TRIGGER worker_of_inserts ON enrolment; DROP TRIGGER worker_of_updates ON enrolment;
DROP FUNCTION count_cover, cover_must_follow_an_enrolment, enrolment_must_name_a_worker;
DROP TRIGGER history_of_inserts ON enrolment; DROP TRIGGER history_of_updates ON enrolment;
DROP TRIGGER history_of_deletes ON enrolment;
DROP TRIGGER village_of_inserts ON enrolment; DROP TRIGGER village_of_updates ON enrolment;
DROP POLICY owner_keeps_everything ON enrolment; DROP POLICY area_sees_its_own ON enrolment;
ALTER TABLE enrolment DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_first"), ("people", "0002_guarded"), ("programmes", "0002_lines_belong")]
    operations = [migrations.RunSQL(LEDGER + ENROLMENT + KNOWN + MOVE + RIGHTS, UNDO)]
