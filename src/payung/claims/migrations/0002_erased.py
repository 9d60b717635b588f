"""Nobody is erased while a claim is open or kept; then its names, words and papers go, and sums, days and steps stay."""

from importlib import import_module

from django.db import migrations

changed = import_module("payung.people.migrations.0006_rights_hold").changed

WAITS = " THEN 'person_who_waits_is_not_erased'\n"
OPEN = """        WHEN EXISTS (SELECT FROM claim WHERE person_id = NEW.id AND state NOT IN ('paid', 'refused'))
            THEN 'person_with_an_open_claim_is_not_erased'
"""
BEFORE = "        WHEN coalesce(greatest(\n"
LAST_STEP = """                (SELECT max(step.at)::date FROM claim JOIN claim_step step ON step.claim_id = claim.id
                    WHERE claim.person_id = NEW.id),
"""

END = "    RETURN forget_images(images);\n"
# An append-only table is changed here alone: the function belongs to the owner.
CLAIMS_GO = """    UPDATE claim SET story = '', happened_at = '', held_why = '' WHERE person_id = ANY (people);
    UPDATE claim_report SET teller_name = '-', teller_phone = '', said = '' WHERE person_id = ANY (people);
    UPDATE claim_step SET why = '' WHERE person_id = ANY (people) AND why <> '';
    UPDATE claim_heir SET name = 'Dihapus', birth_on = NULL, guardian_name = '', bank = '', account_number = NULL,
        account_holder = NULL, proof_id = NULL, removed_why = left(removed_why, 1)
    WHERE person_id = ANY (people);
    UPDATE claim_assessment SET deviates_why = CASE WHEN deviates_why = '' THEN '' ELSE '-' END,
        shares = (SELECT coalesce(jsonb_agg(one - 'name'), '[]') FROM jsonb_array_elements(shares) AS one)
    WHERE person_id = ANY (people);
    UPDATE claim_decision SET reason = CASE WHEN reason = '' THEN '' ELSE '-' END WHERE person_id = ANY (people);
    UPDATE payout SET payee_name = 'Dihapus ' || id, failed_why = CASE WHEN failed_why = '' THEN '' ELSE '-' END
    WHERE person_id = ANY (people) AND payee <> 'hospital';
    FOREACH held IN ARRAY ARRAY['claim', 'claim_report', 'claim_step', 'claim_heir', 'claim_assessment', 'claim_decision',
        'payout', 'claim_document'] LOOP
        EXECUTE format('SELECT array_agg(h.id) FROM %I w JOIN history h ON h.table_name = %L AND h.verb IN (''U'', ''D'')
            AND h.row_ids[1] = w.id WHERE w.person_id = ANY ($1)', held, held) INTO own USING people;
        images := images || own;
    END LOOP;
    WITH gone AS (DELETE FROM claim_document WHERE person_id = ANY (people) RETURNING id) SELECT array_agg(id) INTO own FROM gone;
    images := images || ARRAY(SELECT id FROM history
        WHERE verb IN ('U', 'D') AND table_name = 'claim_document' AND row_ids[1] = ANY (own));
"""

# Whom a deed touched: everything of a claim is of one worker.
OF_ONE = "'consent_withdrawal', 'data_request']"
OF_A_CLAIM = """'consent_withdrawal', 'data_request',
            'claim', 'claim_report', 'claim_document', 'claim_heir', 'claim_assessment', 'claim_decision', 'payout']"""
CLASS = "                WHEN o.table_name = ''batch'' THEN ''lists''\n"
CLAIMS = "                WHEN o.table_name LIKE ''claim%%'' OR o.table_name = ''payout'' THEN ''claims''\n"


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_decided"), ("people", "0006_rights_hold"), ("access", "0014_ledgers_that_end")]
    operations = [
        changed("guard_erasure", WAITS, WAITS + OPEN),
        changed("guard_erasure", BEFORE, BEFORE + LAST_STEP),
        changed("erase_traces", END, CLAIMS_GO + END),
        changed("people_touched", OF_ONE, OF_A_CLAIM),
        changed("people_touched", CLASS, CLASS + CLAIMS),
    ]
