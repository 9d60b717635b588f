"""`payung token`: programs that read the API, each with some permissions in one area until a day."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import connect, console, now, print_json

app = typer.Typer(no_args_is_help=True, help="Token untuk program yang membaca API.")


@app.command()
def issue(
    name: str,
    may: Annotated[list[str], typer.Option("--may", help="see atau see-numbers; boleh diulang")],
    area: Annotated[str, typer.Option(help="kode wilayah; kosong: seluruh negara")] = "",
    days: Annotated[int, typer.Option(help="masa berlaku dalam hari")] = 90,
) -> None:
    """Menerbitkan token; ditampilkan satu kali."""
    connect()
    from payung.access.actions.issue_token import issue_token
    from payung.access.queries import OPERATOR

    token = issue_token(name=name, permissions=may, area=area, days=days, by=OPERATOR, at=now())
    console.print(f"Token {name} (tampil sekali ini saja; berlaku {days} hari):")
    print(token)


@app.command("list")
def list_tokens(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Semua token yang pernah diterbitkan."""
    connect()
    from payung.access.queries import service_tokens

    rows = [
        {"name": each.name, "may": each.permissions, "area": each.area, "expires_at": each.expires_at.isoformat(),
         "last_used_at": each.last_used_at and each.last_used_at.isoformat(), "revoked": each.revoked_at is not None}
        for each in service_tokens()
    ]  # fmt: skip
    if as_json:
        return print_json(rows)
    for row in rows:
        console.print(" ".join(str(part) for part in row.values()), markup=False)


@app.command()
def revoke(name: str) -> None:
    """Mencabut token; sejak itu tidak membuka apa-apa."""
    connect()
    from payung.access.actions.issue_token import revoke_token

    revoke_token(name=name, at=now())
    console.print(f"Token {name} dicabut.")


@app.callback()
def token() -> None:
    """Token untuk program."""
