"""How this floor reads: one file of SQL, prepared once a connection.

The server then keeps the plan, with the policies of every table in it: planning them anew cost a page more than its reading.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from payung.access.queries import prepared


@cache
def statement(name: str) -> str:
    """The SQL of this folder with this name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text("utf-8")


def rows(name: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement of this folder, with these values at their names."""
    with prepared() as db:
        db.execute(statement(name), facts)
        return list(db.fetchall())
