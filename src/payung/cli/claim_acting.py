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
Messages = Annotated[bool, typer.Option("--messages", help="pemilik nomor setuju menerima kabar klaim ini lewat SMS")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="nomor klaim")]


def wish(messages: bool) -> bool:
    """Whether messages are wanted. Raises Refused("messages_are_off") where no gateway would send them."""
    from django.conf import settings

    if messages and not settings.MESSAGES_URL:
        raise Refused("messages_are_off")
    return messages


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


def _standing(user: str | None, permission: str) -> tuple[str, Area, str]:
    """Name, area and role of a user who holds a permission, under the role that approves most; or of who runs this."""
    from payung.access.queries import approves_up_to, holds, users_with_roles

    if user is None:
        return system_user(), WHOLE_COUNTRY, ""
    with seeing_all():
        held = [each for each in users_with_roles(name=user)[0] if each.username == user and each.is_active]
    able = [each for each in held if not each.line and holds(each.role, permission)]
    if not able:
        raise Refused("user_may_not", permission=permission)
    found = max(able, key=lambda each: (approves_up_to(each.role) is None, approves_up_to(each.role) or 0))
    return user, Area(found.area), found.role


@contextmanager
def deciding(user: str | None) -> Iterator[tuple[str, int | None]]:
    """As `acting` for the permission to approve; gives also the most in rupiah that may be approved, None without a limit."""
    from payung.access.queries import approves_up_to, seeing

    by, area, role = _standing(user, "approve-claims")
    with seeing(area, by=by, role=role, reason=f"lewat payung claim oleh {system_user()}"):
        yield by, approves_up_to(role)


@contextmanager
def acting(user: str | None, permission: str, command: str = "claim") -> Iterator[str]:
    """One transaction in which somebody may take the step, and the name it is written under: the user's, or that of whoever
    runs the command on this machine, who sees the whole country. The log says that it came by the command line, and from whom.

    Raises Refused("user_may_not") for a user who is not there or whose roles do not hold the permission.
    """
    from payung.access.queries import seeing

    by, area, role = _standing(user, permission)
    with seeing(area, by=by, role=role, reason=f"lewat payung {command} oleh {system_user()}"):
        yield by
