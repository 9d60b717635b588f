"""What must be well before a request can be answered: a code for each thing that is not, never a message."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from payung.access.queries import app_role_faults
from payung.intake.queue import stuck_jobs
from payung.rules.law import LawError, law


@cache
def _on_disk() -> frozenset[tuple[str, str]]:
    """The migrations that this program brings; they do not change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations)


def unapplied() -> list[str]:
    """Migrations that the program has and the database has not, by name."""
    with connection.cursor() as db:
        db.execute("SELECT app, name FROM django_migrations")
        return sorted(f"{app}.{name}" for app, name in _on_disk() - set(db.fetchall()))


def _law() -> str:
    try:
        law()
    except LawError:
        return "law_invalid"
    return ""


def _database() -> str:
    with connection.cursor() as db:
        db.execute("SELECT 1")
    return ""


def _role() -> str:
    faults = app_role_faults()
    return faults[0].code if faults else ""


def _tables() -> str:
    return "migrations_missing" if unapplied() else ""


def _queue() -> str:
    return "queue_stuck" if stuck_jobs() else ""


CHECKS: dict[str, tuple[str, Callable[[], str]]] = {
    "law": ("law_invalid", _law),
    "database": ("database_unreachable", _database),
    "role": ("role_unreadable", _role),
    "tables": ("tables_unreadable", _tables),
    "queue": ("queue_unreadable", _queue),
}


def readiness() -> dict[str, str]:
    """Every thing that was looked at, with "ok" or the code of what is wrong; "unknown" while the database is away."""
    found: dict[str, str] = {}
    for name, (broken, check) in CHECKS.items():
        if found.get("database", "ok") != "ok":
            found[name] = "unknown"
            continue
        try:
            found[name] = check() or "ok"
        except DatabaseError:
            connection.close()
            found[name] = broken
    return found
