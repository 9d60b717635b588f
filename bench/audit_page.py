"""The auditor's page with a million entries in the log: each question with each filter, and the workbook, beside their limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psycopg

from bench.figure import Figure
from bench.server import Installation, Server

ROWS = 1_000_000
_QUERY_MS, _EXPORT_S, _EXPORT_MB = 150.0, 20.0, 100.0
USERS = 1_000
# One user did three entries in ten; one worker was read, and one quota changed, twenty thousand times.
HEAVY, READ_OFTEN, CHANGED_OFTEN = "daftar-besar", 7, 1

_PEOPLE = """
INSERT INTO person (id, nik, name, birth_on, village)
SELECT n, '3214990101' || lpad(n::text, 6, '0'), 'PEKERJA ' || n, '1980-01-01', code
FROM (SELECT row_number() OVER (ORDER BY code) AS n, code FROM region WHERE length(code) = 13 AND code LIKE '32.14.%%') AS v;
INSERT INTO app_user (username, full_name, password, is_active, is_demo)
SELECT 'user-' || n, 'Pengguna ' || n, '!', true, true FROM generate_series(1, %(users)s) AS n;
"""
# Every entry a minute after the one before; the villages of the whole province, in turns.
_HISTORY = """
INSERT INTO history (at, by, table_name, row_ids, verb, village, before, salt, image_digest, role, area, address, reason, what)
SELECT timestamptz '2024-01-01' + n * interval '1 minute',
    CASE WHEN n %% 10 < 3 THEN %(heavy)s ELSE 'user-' || n %% %(users)s + 1 END,
    CASE WHEN n %% 50 = 1 THEN 'quota' ELSE 'person' END,
    CASE WHEN n %% 50 = 1 THEN ARRAY[%(changed)s] WHEN n %% 50 = 0 THEN ARRAY[%(read)s, n, n + 1, n + 2]
        WHEN n %% 1000 = 2 THEN ARRAY(SELECT generate_series(n, n + 500)) ELSE ARRAY[n %% 1000000] END,
    verb, places[1 + n %% cardinality(places)],
    CASE WHEN verb IN ('U', 'D') THEN jsonb_build_object('id', 1, 'name', 'PEKERJA ' || n, 'address', 'Kampung ' || n) END,
    CASE WHEN verb IN ('U', 'D') THEN gen_random_uuid() END, CASE WHEN verb IN ('U', 'D') THEN sha256(n::text::bytea) END,
    'village-clerk', '32.14', '10.0.0.1', CASE WHEN verb = 'R' THEN 'alasan ' || n ELSE '' END,
    CASE WHEN verb <> 'R' THEN '' WHEN n %% 50 = 0 THEN 'export' WHEN n %% 3 = 0 THEN 'bank' ELSE 'nik' END
FROM (
    SELECT n, CASE WHEN n %% 50 = 1 THEN 'U' WHEN n %% 50 = 0 THEN 'R' WHEN n %% 1000 = 2 THEN 'I'
        ELSE (ARRAY['U', 'U', 'R', 'R', 'I', 'R', 'U', 'D'])[1 + n %% 8] END::"char" AS verb
    FROM generate_series(1, %(rows)s) AS n
) AS made, (SELECT array_agg(code ORDER BY code) AS places FROM region WHERE length(code) = 13 AND code LIKE '32.%%') AS v
"""


def fill(server: Server, into: Installation, rows: int) -> None:
    """The log, written past its triggers: what is measured is the reading."""
    facts = {
        "rows": rows,
        "users": USERS,
        "heavy": HEAVY,
        "read": READ_OFTEN,
        "changed": CHANGED_OFTEN,
    }
    with psycopg.ClientCursor(psycopg.connect(into.superuser, autocommit=True)) as db:
        db.execute("SET session_replication_role = replica")
        db.execute(_PEOPLE, facts)
        # The image trigger is off as well, and the digests are ours.
        db.execute(_HISTORY, facts)
        db.connection.close()
    server.rest(into)


def measure(into: Installation) -> dict[str, dict[str, float]]:
    """Milliseconds of each question in a process of its own, with how often the whole log was read; and the workbook."""
    environment = into.environment | {"PAYUNG_DEMO": "1", "PAYUNG_RATES": "off"}
    command, folder = [sys.executable, "-m", "bench.ask_log"], Path(__file__).parents[1]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, cwd=folder)
    return dict(json.loads(done.stdout))


def figures(server: Server, rows: int) -> list[Figure]:
    """Each question as the slowest of its turns, and the workbook of an answer with its memory."""
    into = server.install("audit_page")
    fill(server, into, rows)
    told = measure(into)
    server.drop(into)
    export = told.pop("export")
    whole = rows >= ROWS
    found = [
        Figure(
            f"log of {rows:,}: {name}", each["slowest"], _QUERY_MS, "ms",
            f"median {each['median']:.1f} ms, {each['found']:.0f} entries, whole log read {each['seq_scans']:.0f} times", whole,
        )
        for name, each in told.items()
    ]  # fmt: skip
    return [
        *found,
        Figure(
            f"log of {rows:,}: workbook of {export['rows']:,} entries", export["seconds"], _EXPORT_S, "s", "", whole
        ),
        Figure("that workbook: memory beyond that of a page", export["megabytes"], _EXPORT_MB, "MB", "", whole),
    ]
