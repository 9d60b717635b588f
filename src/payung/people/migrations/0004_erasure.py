"""A worker becomes a pseudonym after retention: the database tells an erased row apart and keeps it empty for good."""

from django.db import migrations, models

FORWARD = """
ALTER TABLE person DROP CONSTRAINT person_nik_is_16_digits,
    ADD CONSTRAINT person_nik_is_16_digits CHECK (octet_length(nik) = 16
        AND CASE WHEN erased_on IS NULL THEN translate(nik, '0123456789', '') = '' ELSE left(nik, 1) = 'X' END),
    ADD CONSTRAINT person_erased_is_a_pseudonym CHECK (erased_on IS NULL OR (
        name = 'Dihapus' AND birth_on = '1900-01-01' AND num_nonnulls(sex, address, occupation, phone, mother_name,
            income_idr, kk, kpj, heir_name, heir_relation) = 0));

CREATE FUNCTION guard_erasure() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN OLD.erased_on IS NOT NULL THEN 'person_erased_stays_erased'
        WHEN EXISTS (SELECT FROM cover_month WHERE person_id = NEW.id AND month >= date_trunc('month', NEW.erased_on))
            THEN 'person_with_cover_is_not_erased'
        WHEN EXISTS (SELECT FROM enrolment WHERE person_id = NEW.id AND state = 'waiting') THEN 'person_who_waits_is_not_erased'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'this worker cannot be erased or changed' USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER erasure BEFORE UPDATE ON person FOR EACH ROW
    WHEN (OLD.erased_on IS NOT NULL OR NEW.erased_on IS NOT NULL) EXECUTE FUNCTION guard_erasure();

-- What else is held of workers that are erased already, in the area that is seen: rows that go whole, and what rows were
-- before. Gives how many images went. Tables of later floors are named here as they come.
CREATE FUNCTION erase_traces(asked bigint[]) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE people bigint[]; images bigint[]; own bigint[]; held text;
BEGIN
    people := ARRAY(SELECT id FROM person WHERE id = ANY (asked) AND erased_on IS NOT NULL
        AND village >= area_from() COLLATE "C" AND village < area_until() COLLATE "C");
    images := ARRAY(SELECT id FROM history WHERE verb IN ('U', 'D') AND table_name = 'person' AND row_ids[1] = ANY (people)
        UNION ALL SELECT h.id FROM enrolment e JOIN history h ON h.table_name = 'enrolment' AND h.verb IN ('U', 'D')
            AND h.row_ids[1] = e.id WHERE e.person_id = ANY (people));
    -- What a person asked about the own data stays as a fact; the words and values of it go.
    UPDATE data_request SET asked_how = '-', answer = CASE WHEN answer = '' THEN '' ELSE '-' END,
        old_value = CASE WHEN kind = 'correction' THEN '-' ELSE '' END,
        new_value = CASE WHEN kind = 'correction' THEN '-' ELSE '' END
    WHERE person_id = ANY (people);
    images := images || ARRAY(SELECT h.id FROM data_request r JOIN history h ON h.table_name = 'data_request'
        AND h.verb IN ('U', 'D') AND h.row_ids[1] = r.id WHERE r.person_id = ANY (people));
    FOREACH held IN ARRAY ARRAY['bank_account', 'health_result'] LOOP
        IF to_regclass(held) IS NOT NULL THEN
            EXECUTE format('WITH gone AS (DELETE FROM %I WHERE person_id = ANY ($1) RETURNING id) SELECT array_agg(id) FROM gone',
                held) INTO own USING people;
            images := images || ARRAY(SELECT id FROM history
                WHERE verb IN ('U', 'D') AND table_name = held AND row_ids[1] = ANY (own));
        END IF;
    END LOOP;
    RETURN forget_images(images);
END $$;

-- Rows of a class with a retention of its own that have outlived it, in the area that is seen. Gives how many went. The months
-- are those of the file; whoever asks cannot name another table, nor a day to come.
CREATE FUNCTION erase_rows(held text, since text, months int, today date) RETURNS bigint LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone bigint[];
BEGIN
    IF (held, since) NOT IN (('bank_account', 'ended_at'), ('health_result', 'measured_on')) OR months < 1 THEN
        RAISE EXCEPTION 'nothing that has a retention of its own' USING ERRCODE = 'undefined_table';
    END IF;
    EXECUTE format('WITH gone AS (DELETE FROM %I WHERE %I + make_interval(months => $1) <= least($2, current_date)
            AND village >= area_from() COLLATE "C" AND village < area_until() COLLATE "C" RETURNING id)
        SELECT array_agg(id) FROM gone', held, since) INTO gone USING months, today;
    PERFORM forget_images(ARRAY(SELECT id FROM history
        WHERE verb IN ('U', 'D') AND table_name = held AND row_ids[1] = ANY (gone)));
    RETURN coalesce(cardinality(gone), 0);
END $$;
REVOKE EXECUTE ON FUNCTION guard_erasure FROM PUBLIC;
"""

UNDO = """
DROP TRIGGER erasure ON person;
DROP FUNCTION guard_erasure, erase_traces, erase_rows;
ALTER TABLE person DROP CONSTRAINT person_erased_is_a_pseudonym, DROP CONSTRAINT person_nik_is_16_digits;
ALTER TABLE person ADD CONSTRAINT person_nik_is_16_digits
    CHECK (octet_length(nik) = 16 AND translate(nik, '0123456789', '') = '') NOT VALID;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_privacy"),
        ("access", "0008_images"),
        ("membership", "0004_ledger_in_the_log"),
    ]
    operations = [
        migrations.AddField(
            "person", "erased_on", models.DateField(help_text="from this day on the row is a pseudonym", null=True)
        ),
        migrations.RunSQL(FORWARD, UNDO),
        migrations.AddIndex(
            "person",
            models.Index(name="person_not_erased", fields=["id"], condition=models.Q(erased_on__isnull=True)),
        ),
    ]
