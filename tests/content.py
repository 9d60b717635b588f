"""What stands in a database, so that two installations can be compared: ids and moments left out, names put in."""

from __future__ import annotations

import psycopg

_CONTENT = {
    "programme": "SELECT * FROM programme",
    "funding_line": "SELECT to_jsonb(f) - 'id' FROM funding_line f",
    "workforce": "SELECT to_jsonb(w) - 'id' FROM workforce w",
    "quota": """SELECT code, q.region, base, weight, extra, kept_taken, counted, counted_here, others,
            places, taken
        FROM quota q JOIN funding_line l ON l.id = line_id""",
    "waiting_rule": "SELECT code, hold_days FROM waiting_rule w JOIN funding_line l ON l.id = line_id",
    "offer": """SELECT to_jsonb(o) - '{id,enrolment_id,line_id}'::text[], nik, code FROM offer o
        JOIN enrolment e ON e.id = enrolment_id JOIN person p ON p.id = person_id JOIN funding_line l ON l.id = o.line_id""",
    "sharing": "SELECT code, base, up_to, method, weight, counted_on FROM sharing s JOIN funding_line l ON l.id = line_id",
    "place_release": "SELECT to_jsonb(r) - 'id' - 'line_id', code FROM place_release r JOIN funding_line l ON l.id = line_id",
    "person": "SELECT to_jsonb(p) - 'id' FROM person p",
    "consent": """SELECT to_jsonb(c) - 'id' - 'people', ARRAY(SELECT nik FROM person WHERE id = ANY (people) ORDER BY 1)
        FROM consent c""",
    "consent_withdrawal": """SELECT nik, to_jsonb(w) - 'id' - 'consent_id' - 'person_id'
        FROM consent_withdrawal w JOIN person p ON p.id = person_id""",
    "data_request": "SELECT nik, to_jsonb(r) - 'id' - 'person_id' FROM data_request r JOIN person p ON p.id = person_id",
    "enrolment": """SELECT to_jsonb(e) - 'id' - 'person_id' - 'line_id' - 'batch', nik, code, fingerprint
        FROM enrolment e JOIN person p ON p.id = person_id JOIN funding_line l ON l.id = line_id JOIN batch b ON b.id = batch""",
    "bpjs_answer_file": """SELECT to_jsonb(f) - '{id,line_id,taken_at}'::text[], code
        FROM bpjs_answer_file f JOIN funding_line l ON l.id = line_id""",
    "bpjs_answer": """SELECT nik, code, month, a.village, outcome, refused_why
        FROM bpjs_answer a JOIN person p ON p.id = person_id JOIN funding_line l ON l.id = line_id""",
    "cover_month": """SELECT month, nik, code, c.village, price_idr
        FROM cover_month c JOIN person p ON p.id = person_id JOIN funding_line l ON l.id = line_id""",
    "cover_count": "SELECT to_jsonb(c) - 'line_id', code FROM cover_count c JOIN funding_line l ON l.id = line_id",
    "cover_ended": """SELECT month, nik, code, e.village, price_idr, ended_on, why
        FROM cover_ended e JOIN person p ON p.id = person_id JOIN funding_line l ON l.id = line_id""",
    "transfer": """SELECT code, t.kind, from_account, to_account, amount_idr, month, reason
        FROM transfer t JOIN funding_line l ON l.id = line_id""",
    "line_balance": "SELECT to_jsonb(b) - 'line_id', code FROM line_balance b JOIN funding_line l ON l.id = line_id",
    "line_day": "SELECT code, account, in_idr, out_idr FROM line_day JOIN funding_line l ON l.id = line_id",
    "invoice": "SELECT to_jsonb(i) - '{id,line_id,made_on}'::text[], code FROM invoice i JOIN funding_line l ON l.id = line_id",
    "bank_statement": "SELECT to_jsonb(s) - '{id,taken_at}'::text[] FROM bank_statement s",
    "statement_line": "SELECT to_jsonb(l) - '{id,statement_id,invoice_id,entry,decided_at}'::text[] FROM statement_line l",
    "invoice_item": "SELECT month, nik, round, i.village, price_idr FROM invoice_item i JOIN person p ON p.id = person_id",
    "invoice_credit": "SELECT month, nik, round, i.village, why FROM invoice_credit i JOIN person p ON p.id = person_id",
    "card": """SELECT nik, code, c.village, c.first_month, until, issued_on
        FROM card c JOIN person p ON p.id = person_id JOIN funding_line l ON l.id = line_id""",
    "claim": """SELECT nik, code, to_jsonb(c) - '{id,number,person_id,line_id,reported_at}'::text[]
        FROM claim c JOIN person p ON p.id = person_id LEFT JOIN funding_line l ON l.id = c.line_id""",
    "claim_report": "SELECT to_jsonb(r) - '{id,claim_id,person_id,noted_at}'::text[] FROM claim_report r",
    "claim_step": "SELECT nik, from_state, to_state, why, by FROM claim_step JOIN person p ON p.id = person_id",
    "claim_document": """SELECT nik, kind, sha256, media, size_bytes, brought_by, rejected_why, checked_by
        FROM claim_document JOIN person p ON p.id = person_id""",
    "claim_heir": """SELECT nik, relation, h.name, h.birth_on, guardian_name, h.phone, h.wants_messages, bank, entered_by,
            removed_why
        FROM claim_heir h JOIN person p ON p.id = person_id""",
    "claim_assessment": """SELECT nik, made_by, computed_idr, total_idr, deviates_why, answer
        FROM claim_assessment JOIN person p ON p.id = person_id""",
    "claim_decision": """SELECT nik, assessed_by, verdict, by, reason, article
        FROM claim_decision JOIN person p ON p.id = person_id""",
    "payout": """SELECT nik, payee, payee_name, what, about, amount_idr, state, failed_why, paid_on
        FROM payout JOIN person p ON p.id = person_id""",
    "accident": "SELECT nik, to_jsonb(a) - '{id,claim_id,person_id}'::text[] FROM accident a JOIN person p ON p.id = person_id",
    "accident_cost": """SELECT nik, kind, amount_idr, spent_on, facility, entered_by, c.removed_why
        FROM accident_cost c JOIN person p ON p.id = person_id""",
    "inability_month": "SELECT nik, month, entered_by, removed_why FROM inability_month JOIN person p ON p.id = person_id",
    "treatment_letter": """SELECT nik, number, hospital, valid_until, issued_by, state, used_on, cancelled_why
        FROM treatment_letter JOIN person p ON p.id = person_id""",
    "scholarship_child": """SELECT nik, number, level, year, studying, married_on, work, wage_work_months, entered_by
        FROM scholarship_child JOIN person p ON p.id = person_id""",
    "scholarship_year": """SELECT nik, due_on, level, year, amount_idr, state, checked_by, approved_by, why
        FROM scholarship_year JOIN person p ON p.id = person_id""",
    "claim_letter": """SELECT nik, kind, year, number, made_by FROM claim_letter JOIN person p ON p.id = person_id""",
    "claim_message": "SELECT nik, kind, state, tries, failed_why FROM claim_message JOIN person p ON p.id = person_id",
    "claim_circumstance": """SELECT nik, source, at_time, disease, c.occupation, service, last_service, exposure, diagnosis
        FROM claim_circumstance c JOIN person p ON p.id = person_id""",
    "claim_correction": "SELECT nik, what, old, new, why, k.by FROM claim_correction k JOIN person p ON p.id = person_id",
    "complaint": "SELECT to_jsonb(c) - '{id,person_id,claim_id,received_at,answered_at}'::text[] FROM complaint c",
    "complaint_step": "SELECT to_jsonb(s) - '{id,complaint_id,person_id,at}'::text[] FROM complaint_step s",
    "claim_move": "SELECT from_state, to_state FROM claim_move",
    "claim_series": "SELECT series, year, last FROM claim_series",
    # A batch that was killed takes more steps than one that was not.
    "history": """SELECT table_name, verb, by, role, village, cardinality(row_ids),
        before - '{id,person_id,batch,line_id,last_login}'::text[] FROM history WHERE table_name <> 'batch'""",
    "batch": """SELECT to_jsonb(b) - 'id' - 'line_id' - 'received_at' - 'landed_at', code
        FROM batch b JOIN funding_line l ON l.id = line_id""",
    "batch_problem": "SELECT fingerprint, sheet_row, code, payer_kind FROM batch_problem JOIN batch b ON b.id = batch_id",
    # Links and digests hold ids and moments; how many there are is in the history.
    "history_link": "SELECT count(*) - count(*) FROM history_link",
    "ledger": "SELECT * FROM ledger",
    "audit_seal": "SELECT count(*) - count(*) FROM audit_seal",
    "audit_stamp": "SELECT seal FROM audit_stamp",
    "audit_check": "SELECT count(*) - count(*) FROM audit_check",
    "breach": "SELECT to_jsonb(b) - 'id' FROM breach b",
    "breach_notice": "SELECT to_jsonb(n) - '{id,breach_id}'::text[] FROM breach_notice n",
    "breach_person": "SELECT village, data FROM breach_person",
    "bank_account": """SELECT nik, b.village, bank, entered_by, ended_at IS NULL
        FROM bank_account b JOIN person p ON p.id = person_id""",
    "health_result": """SELECT nik, h.village, measured_on, event, h.entered_by
        FROM health_result h JOIN person p ON p.id = person_id""",
    "data_key": "SELECT count(*) FROM data_key",
    "app_user": "SELECT username, is_active, is_demo FROM app_user",
    "role_held": "SELECT username, role, area, line FROM role_held",
    "invitation": "SELECT username, made_by, used_at IS NULL FROM invitation i JOIN app_user u ON u.id = user_id",
    "identity_link": "SELECT username, subject, email FROM identity_link i JOIN app_user u ON u.id = user_id",
    "service_token": "SELECT name, permissions, area, revoked_at IS NULL FROM service_token",
    "sign_in_wait": "SELECT about, key, wrong FROM sign_in_wait",
    "used_code": "SELECT key FROM used_code",
    "role_change": "SELECT to_jsonb(c) - '{id,asked_at,decided_at}'::text[] FROM role_change c",
}  # fmt: skip
# Kept by Django, by allauth and by the job queue; the region tree comes from the template.
_NOT_OURS = (
    "rate",
    "django_",
    "auth_",
    "procrastinate_",
    "region",
    "account_",
    "mfa_",
    "socialaccount_",
    "usersessions_",
)


def tables(db: psycopg.Connection) -> list[str]:
    """Every table of the database, partitions counted with their parent."""
    found = db.execute("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition"
                       " AND relnamespace = 'public'::regnamespace ORDER BY 1")  # fmt: skip
    return [str(name) for (name,) in found]


def content(owner_url: str) -> dict[str, list[str]]:
    """Every row of every table of ours as text, sorted. Fails when a table is there that it knows nothing of."""
    with psycopg.connect(owner_url) as db:
        ours = [table for table in tables(db) if not table.startswith(_NOT_OURS)]
        assert set(ours) == set(_CONTENT), set(ours) ^ set(_CONTENT)
        return {table: sorted(str(row) for row in db.execute(_CONTENT[table])) for table in ours}


def counts(owner_url: str) -> dict[str, int]:
    """How many rows each table holds."""
    with psycopg.connect(owner_url) as db:
        return {table: db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables(db)}
