"""How it stands with the log itself: the last seal, the last verification, and what to do where something is wrong or late."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from payung.access.actions.seal_history import last_seal
from payung.access.queries import checks
from payung.web.access.audit_fields import moment
from payung.web.access.audit_words import table_words
from payung.web.components.tags import day, say

if TYPE_CHECKING:
    from payung.access.models import AuditCheck

# Both are made each day; two days leave room for a weekend's power cut.
LATE_AFTER = timedelta(days=2)


def _fact(name: str, value: Any) -> Any:
    if name == "table":
        return table_words(value)
    if name in ("at", "day"):
        at = datetime.fromisoformat(value)
        return moment(at) if name == "at" else day(at.date())
    return value


def faults_in_words(check: AuditCheck) -> list[str]:
    """What a verification found wrong, a sentence each: the first link, seal or row that does not fit."""
    return [
        say(fault["code"], {name: _fact(name, value) for name, value in fault["facts"].items()})
        for fault in check.faults
    ]


def _seal(now: datetime) -> dict[str, Any] | None:
    seal = last_seal()
    if seal is None:
        return None
    at = datetime.fromisoformat(seal.told["at"])
    return {"number": seal.number, "at": moment(at), "rows": seal.seq, "late": now - at > LATE_AFTER}


def _check(check: AuditCheck | None, now: datetime) -> dict[str, Any] | None:
    if check is None:
        return None
    return {
        "at": moment(check.checked_at), "since": day(check.since) if check.since else "", "rows": check.rows,
        "ledger_rows": check.ledger_rows, "seals": check.seals, "faults": faults_in_words(check),
        "late": now - check.checked_at > LATE_AFTER,
    }  # fmt: skip


def state(now: datetime) -> dict[str, Any]:
    """The last seal and verification in words; `whole` is the last one of everything, `broken` the one whose fault stands."""
    known = checks()
    return {
        "seal": _seal(now),
        "last": _check(known.last, now),
        "whole": _check(known.whole, now) if known.whole != known.last else None,
        "broken": _check(known.broken, now),
        "past": [_check(each, now) for each in known.past],
        "days": LATE_AFTER.days,
    }
