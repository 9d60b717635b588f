"""The ledger of money: balances carried by a trigger, worker-months of invoices, who sees what; nothing is ever rewritten."""

from django.db import migrations

ITEMS = """
CREATE TABLE invoice_item (
    month date NOT NULL, person_id bigint NOT NULL, round integer NOT NULL DEFAULT 0,
    invoice_id bigint NOT NULL, village varchar(13) COLLATE "C" NOT NULL,
    price_idr integer NOT NULL CONSTRAINT invoice_item_price_is_not_negative CHECK (price_idr >= 0),
    CONSTRAINT worker_month_is_invoiced_once PRIMARY KEY (month, person_id, round)
);
CREATE INDEX invoice_item_of_an_invoice ON invoice_item (invoice_id, person_id);
CREATE TABLE invoice_credit (
    month date NOT NULL, person_id bigint NOT NULL, round integer NOT NULL,
    invoice_id bigint NOT NULL, village varchar(13) COLLATE "C" NOT NULL,
    credited_on date NOT NULL, why varchar(12) NOT NULL CONSTRAINT invoice_credit_says_why CHECK (why <> ''),
    -- Whether BPJS had been paid already, and so owes it: two that ended on one day look the same otherwise.
    after_payment boolean NOT NULL DEFAULT false,
    CONSTRAINT worker_month_is_credited_once PRIMARY KEY (month, person_id, round),
    CONSTRAINT credit_is_of_an_invoiced_month FOREIGN KEY (month, person_id, round) REFERENCES invoice_item
);
CREATE INDEX invoice_credit_of_an_invoice ON invoice_credit (invoice_id, person_id);

CREATE FUNCTION later_rounds_follow_a_credit() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh WHERE round <> 0 AND NOT EXISTS (
        SELECT FROM invoice_credit c
        WHERE c.month = fresh.month AND c.person_id = fresh.person_id AND c.round = fresh.round - 1
    )) THEN
        RAISE EXCEPTION 'invoiced again without a credit'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'worker_month_is_invoiced_again_after_a_credit_only';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER rounds_of_inserts AFTER INSERT ON invoice_item REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION later_rounds_follow_a_credit();
"""

LEDGER = """
CREATE SEQUENCE transfer_entry;
ALTER TABLE transfer ALTER COLUMN made_at SET DEFAULT now(), ALTER COLUMN by SET DEFAULT left(written_by(), 60),
    ALTER COLUMN source SET DEFAULT '';

-- The day of business: what the door says, or today where Indonesia's west is.
CREATE FUNCTION acting_on() RETURNS date LANGUAGE sql STABLE
    RETURN coalesce(nullif(acting('on'), '')::date, (now() AT TIME ZONE 'Asia/Jakarta')::date);

-- Waits for the money of a line and keeps everybody else from moving it until the end of the transaction. Tells nothing.
CREATE FUNCTION hold_line(asked bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM line_balance WHERE line_id = asked FOR UPDATE;
END $$;

-- Carries new transfers into the balance of their line and of their day. Lines are held in the order of their numbers, so two
-- who move money of the same lines wait for each other and never in a ring.
CREATE FUNCTION carry_transfers() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE short record;
BEGIN
    PERFORM 1 FROM line_balance WHERE line_id IN (SELECT line_id FROM fresh) ORDER BY line_id FOR UPDATE;
    INSERT INTO line_day AS kept (line_id, region, made_on, account, in_idr, out_idr)
    SELECT line_id, region, made_on, account, sum(in_idr), sum(out_idr)
    FROM (
        SELECT line_id, region, made_on, to_account AS account, amount_idr AS in_idr, 0 AS out_idr FROM fresh
        UNION ALL SELECT line_id, region, made_on, from_account, 0, amount_idr FROM fresh
    ) AS side GROUP BY 1, 2, 3, 4 ORDER BY 1, 3, 4
    ON CONFLICT (line_id, made_on, account) DO UPDATE
        SET in_idr = kept.in_idr + excluded.in_idr, out_idr = kept.out_idr + excluded.out_idr;
    -- Said with the amount that is missing; the constraint of the same name holds all the same.
    SELECT held.line_id, -(held.left_idr + change.amount) AS missing INTO short
    FROM line_balance held JOIN (
        SELECT line_id, sum(CASE WHEN to_account = 'left' THEN amount_idr WHEN from_account = 'left' THEN -amount_idr ELSE 0 END)
            AS amount
        FROM fresh GROUP BY line_id
    ) AS change ON change.line_id = held.line_id
    WHERE held.left_idr + change.amount < 0 ORDER BY 1 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'line % holds too little', short.line_id USING ERRCODE = 'check_violation',
            CONSTRAINT = 'line_commits_no_more_than_it_holds', DETAIL = short.missing;
    END IF;
    UPDATE line_balance held SET
        promised_idr = held.promised_idr - change.promise, left_idr = held.left_idr + change.left,
        committed_idr = held.committed_idr + change.committed, invoiced_idr = held.invoiced_idr + change.invoiced,
        paid_idr = held.paid_idr + change.paid, owed_idr = held.owed_idr + change.owed,
        received_idr = held.received_idr - change.payer, bank_idr = held.bank_idr + change.bank,
        bpjs_idr = held.bpjs_idr + change.bpjs
    FROM (
        SELECT line_id,
            coalesce(sum(amount) FILTER (WHERE account = 'promise'), 0) AS promise,
            coalesce(sum(amount) FILTER (WHERE account = 'left'), 0) AS left,
            coalesce(sum(amount) FILTER (WHERE account = 'committed'), 0) AS committed,
            coalesce(sum(amount) FILTER (WHERE account = 'invoiced'), 0) AS invoiced,
            coalesce(sum(amount) FILTER (WHERE account = 'paid'), 0) AS paid,
            coalesce(sum(amount) FILTER (WHERE account = 'owed'), 0) AS owed,
            coalesce(sum(amount) FILTER (WHERE account = 'payer'), 0) AS payer,
            coalesce(sum(amount) FILTER (WHERE account = 'bank'), 0) AS bank,
            coalesce(sum(amount) FILTER (WHERE account = 'bpjs'), 0) AS bpjs
        FROM (
            SELECT line_id, to_account AS account, amount_idr AS amount FROM fresh
            UNION ALL SELECT line_id, from_account, -amount_idr FROM fresh
        ) AS side GROUP BY line_id
    ) AS change
    WHERE held.line_id = change.line_id;
    UPDATE invoice SET paid_idr = paid_idr + change.paid, credited_idr = credited_idr + change.credited
    FROM (
        SELECT invoice_id,
            sum(CASE WHEN from_account = 'invoiced' AND to_account = 'paid' THEN amount_idr
                WHEN from_account = 'paid' AND to_account = 'invoiced' THEN -amount_idr ELSE 0 END) AS paid,
            sum(CASE WHEN from_account = 'invoiced' AND to_account = 'left' THEN amount_idr
                WHEN from_account = 'left' AND to_account = 'invoiced' THEN -amount_idr ELSE 0 END) AS credited
        FROM fresh WHERE invoice_id IS NOT NULL GROUP BY invoice_id
    ) AS change
    WHERE invoice.id = change.invoice_id AND (change.paid <> 0 OR change.credited <> 0);
    RETURN NULL;
END $$;
CREATE TRIGGER balance_of_inserts AFTER INSERT ON transfer REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION carry_transfers();

-- A correction is the opposite of one transfer, whole, once.
CREATE FUNCTION correction_must_be_the_opposite() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh f JOIN transfer t ON t.id = f.corrects_id
        WHERE (f.line_id, f.from_account, f.to_account, f.amount_idr, f.kind) IS DISTINCT FROM
            (t.line_id, t.to_account, t.from_account, t.amount_idr, t.kind) OR t.corrects_id IS NOT NULL) THEN
        RAISE EXCEPTION 'no opposite'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_is_the_opposite_of_one_transfer';
    ELSIF EXISTS (SELECT FROM fresh f JOIN funding_line l ON l.id = f.line_id WHERE l.region <> f.region COLLATE "C") THEN
        RAISE EXCEPTION 'another region'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_lies_where_its_line_does';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER opposite_of_inserts AFTER INSERT ON transfer REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION correction_must_be_the_opposite();

-- Every line has a balance from its first moment on, so that it is only ever changed and two can wait for it.
CREATE FUNCTION line_has_a_balance() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO line_balance (line_id, region, promised_idr, left_idr, committed_idr, invoiced_idr, paid_idr, owed_idr,
            received_idr, bank_idr, bpjs_idr) VALUES (NEW.id, NEW.region, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    ELSE
        UPDATE line_balance SET region = NEW.region WHERE line_id = NEW.id AND region <> NEW.region COLLATE "C";
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER balance_of_a_line AFTER INSERT OR UPDATE OF region ON funding_line
    FOR EACH ROW EXECUTE FUNCTION line_has_a_balance();
INSERT INTO line_balance (line_id, region, promised_idr, left_idr, committed_idr, invoiced_idr, paid_idr, owed_idr,
    received_idr, bank_idr, bpjs_idr)
SELECT id, region, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM funding_line;
"""

GUARD = """
SELECT protect_numbers('transfer', 'region'), protect_numbers('line_balance', 'region'), protect_numbers('line_day', 'region'),
    protect_numbers('invoice', 'region'), protect_by_area('invoice_item'), protect_by_area('invoice_credit'),
    keep_history_at('invoice', 'region');
DO $$ DECLARE guarded text; BEGIN
    FOREACH guarded IN ARRAY ARRAY['transfer', 'line_balance', 'line_day', 'invoice'] LOOP
        EXECUTE format('CREATE POLICY line_sees_its_sums ON %I FOR SELECT
            USING (line_id = (SELECT CASE WHEN acting(''line'') = '''' THEN 0 ELSE line_seen() END))', guarded);
    END LOOP;
END $$;
SELECT chain_ledger('transfer', 'region', 'id', '{line_id}',
        '{entry,kind,from_account,to_account,amount_idr,month,made_on,by,reason,source,invoice_id,corrects_id}'),
    chain_ledger('invoice_item', 'village', 'person_id', '{invoice_id,month}', '{round,price_idr}'),
    chain_ledger('invoice_credit', 'village', 'person_id', '{invoice_id,month,round}', '{credited_on,why,after_payment}');
REVOKE EXECUTE ON FUNCTION later_rounds_follow_a_credit, carry_transfers, correction_must_be_the_opposite, line_has_a_balance,
    hold_line FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        REVOKE UPDATE, DELETE ON transfer FROM payung_app;
        REVOKE INSERT, UPDATE, DELETE ON line_balance, line_day, invoice_item, invoice_credit, invoice FROM payung_app;
        -- Which number to pay by is told by BPJS later.
        GRANT UPDATE (payment_code) ON invoice TO payung_app;
        GRANT EXECUTE ON FUNCTION hold_line TO payung_app;
        GRANT USAGE ON SEQUENCE transfer_entry TO payung_app;
        GRANT MAINTAIN ON transfer, invoice_item TO payung_app;
        -- What follows from worker-months is written where they are written, by nobody else.
        CREATE POLICY only_what_is_no_worker_month ON transfer AS RESTRICTIVE FOR INSERT TO payung_app
            WITH CHECK (kind IN ('pledge', 'receipt', 'payment', 'refund', 'return'));
    END IF;
END $$;
"""
UNDO = """
SELECT unchain_ledger('invoice_credit'), unchain_ledger('invoice_item'), unchain_ledger('transfer'), forget_history('invoice');
DROP TABLE invoice_credit, invoice_item;
DROP TRIGGER balance_of_inserts ON transfer; DROP TRIGGER opposite_of_inserts ON transfer;
DROP TRIGGER balance_of_a_line ON funding_line;
DROP FUNCTION later_rounds_follow_a_credit, carry_transfers, correction_must_be_the_opposite, line_has_a_balance, acting_on,
    hold_line;
ALTER TABLE transfer ALTER COLUMN by DROP DEFAULT;
DROP SEQUENCE transfer_entry;
DO $$ DECLARE guarded text; policy text; BEGIN
    FOREACH guarded IN ARRAY ARRAY['transfer', 'line_balance', 'line_day', 'invoice'] LOOP
        FOR policy IN SELECT polname FROM pg_policy WHERE polrelid = guarded::regclass LOOP
            EXECUTE format('DROP POLICY %I ON %I', policy, guarded);
        END LOOP;
        EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', guarded);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0003_money"),
        ("access", "0013_lines_and_administrators"),
        ("people", "0007_health_checks_one_by_one"),
    ]
    operations = [migrations.RunSQL(ITEMS + LEDGER + GUARD, UNDO)]
