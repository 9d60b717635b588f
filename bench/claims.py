"""Claims beside three million workers: a hundred thousand computed at once, the page of one, a worker by a misspelt name; and
the list of as many complaints."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median, quantiles
from typing import Any

import psycopg

from bench.figure import Figure
from bench.programme import region, write_programme
from bench.server import Installation, Server

WORKERS, CLAIMS, COMPLAINTS, REQUESTS = 3_000_000, 100_000, 100_000, 200
_ASSESS_S, _PAGE_MS, _FIND_MS = 20.0, 150.0, 200.0
_LOAD = """
import sys; from pathlib import Path; import django; django.setup()
from django.db import connection
from payung.access.queries import seeing
from payung.programmes.actions.load.write import load_programme
from payung.rules.law import law
from payung.units.region import Area
with seeing(Area(""), by="bench"), connection.cursor() as db:
    assert load_programme(Path(sys.argv[1]), law=law()).programme
    db.execute("SELECT open_months('2025-11-01', '2026-01-01')")
"""
# Names of two words from lists of forty and fifty, so that many are alike; five hundred workers a village.
_PEOPLE = """
INSERT INTO person (id, nik, name, birth_on, village, kk)
SELECT n, '3298' || lpad(n::text, 12, '0'), firsts[1 + n %% 40] || ' ' || lasts[1 + (n / 40) %% 50],
    date '1965-01-01' + (n %% 14000)::integer, places[1 + n %% cardinality(places)], '3214' || lpad((n / 3)::text, 12, '0')
FROM generate_series(1, %(workers)s::bigint) AS n,
    (SELECT array_agg(code ORDER BY code) AS places FROM region WHERE length(code) = 13 AND code LIKE '32.%%') AS v,
    (SELECT array_agg('NAMA' || chr(65 + a %% 20) || chr(65 + a / 2) || 'AH') AS firsts
        FROM generate_series(1, 40) AS a) AS f,
    (SELECT array_agg('SU' || chr(65 + a %% 25) || 'AR' || chr(65 + a / 2) || 'TO') AS lasts
        FROM generate_series(1, 50) AS a) AS l
"""
# Every heir has an account, one in fifty shares it; every worker consented on a form, one in four was at a health check.
_CLAIMS = """
INSERT INTO enrolment (person_id, line_id, village, state, sector, proposed_on, batch, sheet_row, ended_on, ended_why)
SELECT id, line, village, 'ended', 'other', '2025-11-21', 1, 1, '2026-01-02', 'died'
FROM person, (SELECT max(id) AS line FROM funding_line) AS l
WHERE person.id <= %(claims)s;
INSERT INTO cover_month (month, person_id, line_id, village, price_idr)
SELECT month, id, line, village, 16800 FROM person, (SELECT max(id) AS line FROM funding_line) AS l,
    (VALUES (date '2025-11-01'), (date '2025-12-01')) AS paid (month)
WHERE person.id <= %(claims)s;
INSERT INTO claim (id, number, kind, cause, person_id, village, line_id, happened_on, happened_at, story, state, reported_at,
    complete_on, due_on, held_why)
SELECT id, '25-' || lpad(id::text, 6, '0') || '-AAAA', 'death', CASE WHEN id %% 20 = 0 THEN 'work' ELSE 'natural' END, id,
    village, line, date '2025-11-01' + (id %% 60)::integer, '', '', 'complete', now(), '2026-01-05', '2026-01-08', ''
FROM person, (SELECT max(id) AS line FROM funding_line) AS l WHERE person.id <= %(claims)s;
INSERT INTO claim_heir (claim_id, person_id, village, relation, name, birth_on, guardian_name, bank, entered_by, entered_at,
    removed_why, account_number, account_holder, account_mark)
SELECT id, person_id, village, relation, 'AHLI ' || id || ' ' || relation, date '1970-01-01' + (id %% 9000)::integer, '', 'BRI',
    'b', now(), '', 'v1:1:YWJj', 'v1:1:YWJj', sha256(convert_to(CASE WHEN id %% 50 = 0 THEN (id / 100)::text || 'many'
        ELSE id || relation END, 'UTF8'))
FROM claim, (VALUES ('spouse'), ('child')) AS family (relation);
INSERT INTO consent (village, purpose, given_on, how, noted_by, people)
SELECT village, purpose, date '2025-11-21', 'form', 'b', ARRAY[id]
FROM person, (VALUES ('protection'), ('health-check')) AS asked (purpose) WHERE id <= %(claims)s;
INSERT INTO health_result (person_id, village, measured_on, event, results, entered_by, entered_at)
SELECT id, village, date '2025-12-05', 'Posyandu', 'v1:1:YWJj', 'b', now() FROM person WHERE id <= %(claims)s AND id %% 4 = 0;
INSERT INTO claim_report (claim_id, person_id, village, teller, teller_name, teller_phone, said, noted_by, noted_at)
SELECT id, person_id, village, 'clerk', 'Operator', '', '', 'b', now() FROM claim;
SELECT setval('person_id_seq', %(workers)s), setval('claim_id_seq', %(claims)s);
"""
# Two years of complaints, one in ten not answered yet: of those half are overdue, half are looked after. The pages are asked for
# on the day of the demo.
_COMPLAINTS = """
INSERT INTO complaint (id, number, about, person_id, claim_id, village, reference, teller_name, teller_phone, said, state,
    received_at, received_by, due_on, owner, answer, answered_at, reopened_why)
SELECT n, 'ADU-2025-' || lpad(n::text, 6, '0'), CASE WHEN claim.id IS NULL THEN (ARRAY['enrolment', 'card'])[1 + n %% 2]
        ELSE 'claim' END, person.id, claim.id, person.village, '', 'Pelapor ' || n, '', 'Belum ada kabar tentang ' || n, s.state,
    day, 'b', day::date + 14, CASE s.state WHEN 'received' THEN '' ELSE 'petugas' || n %% 20 END,
    CASE s.state WHEN 'answered' THEN 'Sudah dijelaskan.' ELSE '' END, CASE s.state WHEN 'answered' THEN day END, ''
FROM generate_series(1, %(complaints)s::bigint) AS n
JOIN person ON person.id = 1 + (n * 7919) %% %(workers)s
LEFT JOIN claim ON n %% 3 = 0 AND claim.person_id = person.id,
    LATERAL (SELECT CASE WHEN n %% 10 > 0 THEN 'answered' WHEN n %% 20 = 0 THEN 'received' ELSE 'taken' END AS state) AS s,
    LATERAL (SELECT timestamptz '2025-11-20 09:00+07'
        - make_interval(days => (n * 31 %% CASE s.state WHEN 'answered' THEN 730 ELSE 30 END)::integer) AS day) AS d;
SELECT setval('complaint_id_seq', %(complaints)s);
"""


def fill(server: Server, into: Installation, workers: int, claims: int, complaints: int) -> None:
    """Workers, their cover, claims and complaints, written past the triggers: what is measured comes after."""
    programme = write_programme(region("32", into.superuser), claims, server.folder / "claims.toml")
    subprocess.run([sys.executable, "-c", _LOAD, str(programme)], env=into.environment, check=True)
    with psycopg.ClientCursor(psycopg.connect(into.superuser, autocommit=True)) as db:
        db.execute("SET session_replication_role = replica")
        for text in (_PEOPLE, _CLAIMS, _COMPLAINTS):
            db.execute(text, {"workers": workers, "claims": claims, "complaints": complaints})
        db.connection.close()
    server.rest(into)


def _told(into: Installation, *asked: str) -> dict[str, Any]:
    environment = into.environment | {"PAYUNG_DEMO": "1", "PAYUNG_RATES": "off"}
    command = ["taskset", "--cpu-list", "0", sys.executable, "-m", "bench.ask_claims", *asked]
    return dict(json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout))


def _p95(name: str, found: list[float], limit: float, full_size: bool) -> Figure:
    detail = f"{len(found)} requests, median {median(found):.0f} ms, slowest {max(found):.0f} ms"
    return Figure(name, quantiles(found, n=20)[-1], limit, "ms", detail, full_size)


def _slowest(name: str, found: dict[str, list[float]], full_size: bool) -> Figure:
    """The page of a list that is slowest by its 95th percentile; each of them in the detail."""
    (processor,), pages = found["processor"], {page: took for page, took in found.items() if page != "processor"}
    each = {page: quantiles(took, n=20)[-1] for page, took in pages.items()}
    told = ", ".join(f"{page} {p95:.0f}" for page, p95 in each.items())
    asked, middle = len(pages["answered"]), median([took for page in pages.values() for took in page])
    detail = (
        f"{asked} requests each: {told} ms; median of all {middle:.0f} ms, of the processor {processor:.0f} ms a page"
    )
    return Figure(name, max(each.values()), _PAGE_MS, "ms", detail, full_size)


def figures(server: Server, workers: int = WORKERS, claims: int = CLAIMS, complaints: int = COMPLAINTS) -> list[Figure]:
    """Seconds of the batch, milliseconds of a case page, of a search, and of the list of complaints."""
    into, full = server.install("claims"), workers >= WORKERS
    fill(server, into, workers, claims, complaints)
    told = _told(into, str(REQUESTS))
    server.drop(into)
    beside = f"with {workers:,} workers"
    batch = f"{told['assessed']:,} claims computed in a batch {beside}"
    detail = "the program on one core; the server beside it"
    return [
        Figure(batch, told["seconds"], _ASSESS_S, "s", detail, full),
        _p95(f"page of a claim {beside} and {claims:,} claims, p95", told["page"], _PAGE_MS, full),
        _p95(f"a worker by a misspelt name and the village {beside}, p95", told["find"], _FIND_MS, full),
        _slowest(f"list of {complaints:,} complaints {beside}, the slowest of its pages, p95", told["list"], full),
    ]
