"""Nobody is erased while a scholarship runs; then what accidents and children left behind loses its words and papers too."""

from importlib import import_module

from django.db import migrations

changed = import_module("payung.people.migrations.0006_rights_hold").changed

OPEN = """        WHEN EXISTS (SELECT FROM claim WHERE person_id = NEW.id AND state NOT IN ('paid', 'refused'))
"""
OPEN_TOO = """        WHEN EXISTS (SELECT FROM claim WHERE person_id = NEW.id AND state NOT IN ('paid', 'refused'))
            OR EXISTS (SELECT FROM scholarship_year WHERE person_id = NEW.id AND state IN ('planned', 'proven', 'refused'))
"""

WALK = "    FOREACH held IN ARRAY ARRAY['claim', 'claim_report',"
WORDS_GO = """    UPDATE accident SET source = '-', doctor_name = CASE WHEN doctor_name = '' THEN '' ELSE '-' END,
        concluded_why = CASE WHEN concluded_why = '' THEN '' ELSE '-' END,
        losses = CASE WHEN losses = '[]' THEN losses ELSE '["-"]'::jsonb END
    WHERE person_id = ANY (people);
    UPDATE accident_cost SET facility = '-', proof_id = NULL WHERE person_id = ANY (people);
    UPDATE inability_month SET proof_id = NULL WHERE person_id = ANY (people);
    UPDATE treatment_letter SET cancelled_why = CASE WHEN cancelled_why = '' THEN '' ELSE '-' END
    WHERE person_id = ANY (people);
    UPDATE scholarship_child SET level = '', married_on = NULL, work = 'none', wage_work_months = 0
    WHERE person_id = ANY (people);
    UPDATE scholarship_year SET proof_id = NULL, why = CASE WHEN why = '' THEN '' ELSE '-' END
    WHERE person_id = ANY (people);
"""
LAST = "        'payout', 'claim_document'] LOOP\n"
OURS = (
    "'accident', 'accident_cost', 'inability_month', 'treatment_letter',\n"
    "            'scholarship_child', 'scholarship_year'"
)

TOUCHED = "'claim_decision', 'payout']"
CLASS = "                WHEN o.table_name LIKE ''claim%%'' OR o.table_name = ''payout'' THEN ''claims''\n"
CLASS_TOO = """                WHEN o.table_name LIKE ''claim%%'' OR o.table_name IN (''payout'', ''accident'', ''accident_cost'',
                    ''inability_month'', ''treatment_letter'', ''scholarship_child'', ''scholarship_year'') THEN ''claims''
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_bounded")]
    operations = [
        changed("guard_erasure", OPEN, OPEN_TOO),
        changed("erase_traces", WALK, WORDS_GO + WALK),
        changed("erase_traces", LAST, LAST.replace("'payout', ", f"'payout', {OURS}, ")),
        changed("people_touched", TOUCHED, TOUCHED.replace("'payout'", f"'payout', {OURS}")),
        changed("people_touched", CLASS, CLASS_TOO),
    ]
