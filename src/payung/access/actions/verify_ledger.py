"""Recompute the digests of every ledger from its rows, and look for rows that no entry of the log knows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection
from psycopg import sql

from payung.access.actions.verify_chain import Fault, stream

# Each row that an entry of the log claims beside the row of the ledger; what only one side has, has nothing on the other.
_CLAIMED = """
    SELECT claim.seq, claim.at, claim.by, claim.digest, claim.part::text, claim.village, claim.row_id, kept.row_id, kept.said,
        kept.place
    FROM (
        SELECT l.seq, h.at, h.by, h.digest, h.part, h.village, row_id, {claimed_turn} AS turn FROM history h
        JOIN history_link l ON l.history_id = h.id, unnest(h.row_ids) AS row_id
        WHERE h.table_name = %(table)s AND h.digest IS NOT NULL AND l.seq > %(after)s
    ) AS claim
    {join} JOIN (
        SELECT {place}::text AS place, jsonb_build_object({part}) AS part, {row_id}::bigint AS row_id, {said} AS said,
            {kept_turn} AS turn
        FROM {rows}
    ) AS kept ON kept.place = claim.village AND kept.part = claim.part AND kept.row_id = claim.row_id AND kept.turn = claim.turn
    ORDER BY claim.seq, claim.row_id
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that is covered: its table, its columns by what they are, and the table that its rows may have moved to."""

    table: str
    place: str
    row_id: str
    part: list[str]
    said: list[str]
    moved_to: str | None

    @property
    def tables(self) -> list[sql.Identifier]:
        return [sql.Identifier(name) for name in (self.table, self.moved_to) if name]


@dataclass(slots=True)
class Ledgers:
    """What was recomputed: how many rows of all ledgers, and the first fault, if any."""

    rows: int = 0
    fault: Fault | None = None


def _ledgers() -> list[Ledger]:
    with connection.cursor() as db:
        db.execute("SELECT table_name, place, row_id, part, said, moved_to FROM ledger ORDER BY table_name")
        return [Ledger(*row) for row in db.fetchall()]


def _turns(ledger: Ledger) -> dict[str, sql.Composable]:
    """The rows of a ledger, and how those that say the same key are told apart: the latest first, what moved away after it.

    Where nothing moves, a key stands once.
    """
    once = sql.SQL("1")
    if ledger.moved_to is None:
        return {"rows": sql.Identifier(ledger.table), "claimed_turn": once, "kept_turn": once}
    key = [sql.Identifier(name) for name in (ledger.place, *ledger.part, ledger.row_id)]
    columns = sql.SQL(", ").join([*key, *(sql.Identifier(name) for name in ledger.said)])
    here, gone = ledger.tables
    rows = sql.SQL("(SELECT {c}, NULL::bigint AS moved FROM {h} UNION ALL SELECT {c}, id FROM {g}) AS kept_row")
    return {
        "rows": rows.format(c=columns, h=here, g=gone),
        "claimed_turn": sql.SQL("row_number() OVER (PARTITION BY h.village, h.part, row_id ORDER BY l.seq DESC)"),
        "kept_turn": sql.SQL("row_number() OVER (PARTITION BY {} ORDER BY moved DESC NULLS FIRST)").format(
            sql.SQL(", ").join(key)
        ),
    }


def _statement(ledger: Ledger, since: int) -> sql.Composed:
    texts = [sql.SQL("coalesce(to_jsonb({})::text, '-')").format(sql.Identifier(name)) for name in ledger.said]
    named = [part for name in ledger.part for part in (sql.Literal(name), sql.Identifier(name))]
    return sql.SQL(_CLAIMED).format(
        **_turns(ledger), place=sql.Identifier(ledger.place), row_id=sql.Identifier(ledger.row_id),
        part=sql.SQL(", ").join(named), said=sql.SQL(" || ' ' || ").join(texts),
        join=sql.SQL("LEFT" if since else "FULL"),
    )  # fmt: skip


def _entry_fault(
    seq: int, digest: bytes, facts: dict[str, Any], rows: Iterator[tuple[Any, ...]]
) -> tuple[int, Fault | None]:
    """The rows of one entry of the log, and what does not fit."""
    recomputed, count = hashlib.sha256(), 0
    for row in rows:
        if row[7] is None:
            return count, Fault("ledger_row_missing", {**facts, "seq": seq, "row": row[6]})
        recomputed.update(f"{chr(10) if count else ''}{row[6]} {row[8]}".encode())
        count += 1
    altered = recomputed.digest() != digest
    return count, Fault("ledger_row_altered", {**facts, "seq": seq}) if altered else None


def _verify(ledger: Ledger, since: int, found: Ledgers) -> None:
    entries = groupby(stream(_statement(ledger, since), table=ledger.table, after=since), key=lambda row: row[:6])
    for (seq, at, by, digest, part, village), rows in entries:
        if seq is None:
            _, _, _, _, _, _, _, row, _, place = next(rows)
            found.fault = Fault("ledger_row_unlogged", {"table": ledger.table, "row": row, "village": place})
            return
        facts = {
            "table": ledger.table,
            "at": at.isoformat(timespec="seconds"),
            "by": by,
            "part": part,
            "village": village,
        }
        count, found.fault = _entry_fault(seq, bytes(digest), facts, rows)
        found.rows += count
        if found.fault:
            return


def _twice(ledger: Ledger, claimed: int) -> Fault | None:
    """A row that two entries claim was taken out and put in again."""
    counts = sql.SQL(" + ").join(sql.SQL("(SELECT count(*) FROM {})").format(table) for table in ledger.tables)
    with connection.cursor() as db:
        db.execute(sql.SQL("SELECT ") + counts)
        kept = db.fetchone()[0]
    return (
        Fault("ledger_row_twice", {"table": ledger.table, "claimed": claimed, "kept": kept})
        if claimed != kept
        else None
    )


def _unknown(tables: list[str]) -> Fault | None:
    """An entry with a digest whose table is no ledger any more."""
    with connection.cursor() as db:
        db.execute("SELECT min(table_name) FROM history WHERE digest IS NOT NULL AND table_name <> ALL (%s)", [tables])
        (table,) = db.fetchone()
    return Fault("ledger_unknown", {"table": table}) if table else None


def verify_ledgers(*, since: int = 0) -> Ledgers:
    """Recomputes every ledger, or (after a number of the chain) the entries written since. Stops at the first fault."""
    found = Ledgers()
    ledgers = _ledgers()
    for ledger in ledgers:
        before = found.rows
        _verify(ledger, since, found)
        if found.fault is None and not since:
            found.fault = _twice(ledger, found.rows - before)
        if found.fault:
            return found
    found.fault = _unknown([ledger.table for ledger in ledgers])
    return found
