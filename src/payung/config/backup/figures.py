"""What a database is measured by, so that a restored one can be held against the one it was dumped from."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

_TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'm') AND NOT relispartition ORDER BY relname
"""
_LEDGER = {
    "cover_month": """SELECT count(*) AS rows, count(DISTINCT month) AS months, count(DISTINCT person_id) AS workers,
        coalesce(sum(price_idr), 0)::bigint AS price_idr FROM cover_month""",
    "cover_count": """SELECT count(*) AS rows, count(DISTINCT month) AS months, coalesce(sum(workers), 0)::bigint AS workers,
        coalesce(sum(price_idr), 0)::bigint AS price_idr FROM cover_count""",
}
# Who may do what: rights of tables, columns, sequences and functions, forced row-level security, policies, triggers, constraints.
# PostgreSQL writes the casts and brackets of an expression anew when it is restored: they are left out.
_GUARDS = """
    WITH guard (line) AS (
        SELECT format('%s %s %s %s', relname, rights.held, relrowsecurity, relforcerowsecurity) FROM pg_class, LATERAL (
                SELECT array_agg(one::text ORDER BY one::text) AS held FROM unnest(
                    coalesce(relacl, acldefault((CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", relowner))) AS one
            ) AS rights WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL SELECT format('%s %s %s', attrelid::regclass, attname, attacl) FROM pg_attribute WHERE attacl IS NOT NULL
            AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        UNION ALL SELECT format('%s %s %s %s %s', proname, rights.held, prosecdef, proconfig, md5(prosrc)) FROM pg_proc, LATERAL (
                SELECT array_agg(one::text ORDER BY one::text) AS held
                FROM unnest(coalesce(proacl, acldefault('f', proowner))) AS one
            ) AS rights WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s %s %s %s', schemaname, tablename, policyname, roles, qual, with_check) FROM pg_policies
        UNION ALL SELECT format('%s %s', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s', defaclobjtype, defaclacl) FROM pg_default_acl
        UNION ALL SELECT format('schema %s', nspacl) FROM pg_namespace WHERE nspname = 'public'
    ), plain (line) AS (
        SELECT regexp_replace(line, '::(character varying|[a-z_]+)(\\(\\d+\\))?(\\[\\])?|[][()]', '', 'g') FROM guard
    )
    SELECT md5(coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), '')) FROM plain
"""


def _count(db: psycopg.Connection, table: str) -> int:
    row = db.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", table))).fetchone()
    return int(row[0]) if row else 0


def _sums(db: psycopg.Connection, statement: str) -> dict[str, int]:
    cursor = db.execute(statement.encode())
    names = [column.name for column in cursor.description or ()]
    return dict(zip(names, map(int, cursor.fetchone() or ()), strict=True))


def figures(db: psycopg.Connection) -> dict[str, Any]:
    """Rows of every table, sums of the ledger of months, and a fingerprint of who may do what, in one transaction's eyes."""
    tables = {str(name): _count(db, name) for (name,) in db.execute(_TABLES.encode()).fetchall()}
    guards = db.execute(_GUARDS.encode()).fetchone()
    migrations = db.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
    return {
        "tables": tables,
        "ledger": {table: _sums(db, statement) for table, statement in _LEDGER.items() if table in tables},
        "guards": guards[0] if guards else "",
        "migrations": [name for (name,) in migrations],
    }


def different(source: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Names of what differs: a table, a sum of the ledger, the guards. None is the proof."""
    tables = [name for name in source["tables"] if source["tables"][name] != found["tables"].get(name)]
    ledger = [f"{name} ∑" for name in source["ledger"] if source["ledger"][name] != found["ledger"].get(name)]
    return tables + ledger + [part for part in ("guards", "migrations") if source[part] != found[part]]
