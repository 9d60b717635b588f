"""In whose name a step of a claim is taken at the command line: that of a user, with role and area, or of the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from payung.cli.console import WHOLE_COUNTRY, now, seeing_all, system_user
from payung.units.refusal import Refused
from payung.units.region import Area

As = Annotated[
    str | None, typer.Option("--as", metavar="USER", help="atas nama pengguna ini, dengan peran dan wilayahnya")
]
On = Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")]
Json = Annotated[bool, typer.Option("--json")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="nomor klaim")]


def moment(on: date) -> datetime:
    """The time of the clock on the day that a step is dated with."""
    return datetime.combine(on, now().timetz())


def read_paper(file: Path) -> bytes:
    """The content of a paper's file. Raises Refused("file_missing", "document_too_large"): a large file is not read at all."""
    from payung.claims.actions.clean import MOST_BYTES

    if not file.is_file():
        raise Refused("file_missing", path=str(file))
    if file.stat().st_size > MOST_BYTES:
        raise Refused("document_too_large", most=MOST_BYTES // 1024**2)
    return file.read_bytes()


@contextmanager
def acting(user: str | None, permission: str, command: str = "claim") -> Iterator[str]:
    """One transaction in which somebody may take the step, and the name it is written under: the user's, or that of whoever
    runs the command on this machine, who sees the whole country. The log says that it came by the command line, and from whom.

    Raises Refused("user_may_not") for a user who is not there or whose roles do not hold the permission.
    """
    from payung.access.queries import holds, seeing, users_with_roles

    by, area, role = system_user(), WHOLE_COUNTRY, ""
    reason = f"lewat payung {command} oleh {by}"
    if user is not None:
        with seeing_all():
            held = [each for each in users_with_roles(name=user)[0] if each.username == user and each.is_active]
        found = next((each for each in held if not each.line and holds(each.role, permission)), None)
        if found is None:
            raise Refused("user_may_not", permission=permission)
        by, area, role = user, Area(found.area), found.role
    with seeing(area, by=by, role=role, reason=reason):
        yield by
