"""One database seen by two roles: everything runs on `default`; only migrations use `owner`."""

from __future__ import annotations

from typing import Any


class OneDatabase:
    """Reads and writes go to the application role; migrations run as the owner of the tables."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
