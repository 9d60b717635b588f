"""The log: what a user did, what changed on a row, who read a worker; narrowed to days, places and deeds, page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql

from payung.access.queries.acting import OPERATOR, statement
from payung.units.region import Area

PAGE = 50
MOST_DOERS = 20
_LAST_ID = 2**63 - 1
# Where a row lies, for tables that say so in another column than `village`; for those that say it nowhere, the empty text.
_TABLES_BY_PLACE = {
    "area": ("batch", "breach", "breach_notice", "role_change", "role_held", "service_token"),
    "region": ("funding_line", "quota", "invoice", "bpjs_answer_file", "bank_statement", "statement_line"),
    "to_region": ("place_release",),
    "": ("app_user", "identity_link", "invitation", "mfa_authenticator"),
}
PLACES = {table: column for column, tables in _TABLES_BY_PLACE.items() for table in tables}
# Tables whose rows have no number of their own (a code, or a worker and a month), or are only ever added to.
WITHOUT_NUMBERS = {
    "programme",
    "cover_month",
    "sharing",
    "waiting_rule",
    "cover_ended",
    "transfer",
    "invoice_item",
    "invoice_credit",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the log: who has "seen" a worker, what a user has "done", what "changed" on a row of a table.

    Narrowed to moments (`since` <= at < `until`), a place and all below it, a verb, and what was read.
    """

    about: str
    of: int | str
    table: str = "person"
    since: datetime | None = None
    until: datetime | None = None
    place: str = ""
    verb: str = ""
    what: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        place = Area(self.place) if self.place else None
        return {
            "of": self.of, "table": self.table, "since": self.since, "until": self.until, "verb": self.verb, "what": self.what,
            "place_from": place.starts if place else "", "place_until": place.ends if place else "",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log; the rows that it is of by their count and the first number, and their month in a ledger of months.

    Of a change also what was before and after it, by column: None where nobody can tell (any more), empty after a removal.
    `forgotten` when what was before is erased.
    """

    id: int
    at: datetime
    by: str
    table_name: str
    verb: str
    village: str
    role: str
    area: str
    address: str
    reason: str
    what: str
    rows: int
    row: int
    before: dict[str, Any] | None
    forgotten: bool
    month: str | None
    after: dict[str, Any] | None = None


def _rows(name: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as db:
        db.execute(statement(name), facts)
        return list(db.fetchall())


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _after(row: tuple[Any, ...], now: dict[tuple[str, int], dict[str, Any]]) -> dict[str, Any] | None:
    """What a changed row said after the change: what stood there before the next one, or what it says now."""
    if row[4] != "U":
        return {} if row[4] == "D" else None
    return _loaded(row[16]) if row[15] else now.get((row[3], row[12]))


def entries(ids: list[int]) -> list[Entry]:
    """The entries with these numbers that are seen, in this order."""
    found = _rows("log_entries", {"ids": ids}) if ids else []
    now = rows_as_they_are({(row[3], row[12]) for row in found if row[4] == "U" and not row[15]})
    return [Entry(*(*row[:13], _loaded(row[13]), row[14], row[17], _after(row, now))) for row in found]


def _made_in(question: Question) -> str | None:
    """Where a row was made: where it lay before its first change, else where it lies; None when nobody can tell."""
    if PLACES.get(question.table) == "":
        return ""
    if first := _rows("log_first_place", question.facts):
        return str(first[0][0])
    asked = (question.table, int(question.of))
    return rows_as_they_are({asked}).get(asked, {}).get(PLACES.get(question.table, "village"))


def _start(before: int | None) -> dict[str, Any]:
    """The moment and number of the entry that a page goes on from."""
    last = entries([before]) if before else []
    return {"before_at": last[0].at if last else None, "before_id": before or _LAST_ID}


def numbers(question: Question, *, before: int | None = None, limit: int) -> list[int]:
    """Numbers of the entries that answer a question, the newest first, going on from one of them."""
    facts = {**question.facts, **_start(before), "limit": limit}
    if question.about == "changed":
        found = _rows("log_changes", {**facts, "made_in": _made_in(question)})
    else:
        found = _rows("log_deeds" if question.about == "done" else "log_readings", facts)
    return [number for (number,) in found]


def answer(question: Question, *, before: int | None = None) -> tuple[list[Entry], int | None]:
    """One page of the entries that answer a question, the newest first, and the number to go on from, if any.

    In the area that is seen.
    """
    found = numbers(question, before=before, limit=PAGE + 1)
    return entries(found[:PAGE]), found[PAGE - 1] if len(found) > PAGE else None


def people_in(ids: list[int]) -> set[int]:
    """The workers whose data the entries with these numbers show."""
    return {person for (person,) in _rows("log_people", {"ids": ids})} if ids else set()


def doers(text: str) -> list[tuple[str, str]]:
    """User name and full name of whoever did something in the area that is seen and whose name holds a text; the first twenty."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return _rows("log_doers", {"pattern": f"%{escaped}%", "operator": OPERATOR, "limit": MOST_DOERS})


def rows_as_they_are(asked: set[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """What rows say now, by table and number; those that are gone or not seen are left out."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for table in {table for table, _row in asked} - WITHOUT_NUMBERS:
        text = sql.SQL("SELECT id, to_jsonb(kept) FROM {} AS kept WHERE id = ANY (%s)").format(sql.Identifier(table))
        with connection.cursor() as db:
            db.execute(text, [[row for of, row in asked if of == table]])
            found |= {(table, row): dict(_loaded(kept)) for row, kept in db.fetchall()}
    return found
