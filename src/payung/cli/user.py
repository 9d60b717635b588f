"""`payung user add`: a person who may sign in."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import connect, console, now, seeing_all

app = typer.Typer(no_args_is_help=True, help="Pengguna.")


@app.command()
def add(
    username: str,
    full_name: Annotated[str, typer.Option("--name", help="nama lengkap")],
    role: Annotated[str, typer.Option(help="nama peran di access/roles.toml")],
    area: Annotated[str, typer.Option(help="kode wilayah; kosong: seluruh negara")] = "",
    line: Annotated[str, typer.Option(help="kode sumber dana, untuk pemberi dana")] = "",
    why: Annotated[str, typer.Option(help="alasan, untuk catatan")] = "pengguna baru",
) -> None:
    """Menambah pengguna; kata sandi acak ditampilkan satu kali."""
    connect()
    from payung.access.actions.invite import invite
    from payung.access.queries import OPERATOR, roles_of

    with seeing_all():
        password = invite(
            username=username, full_name=full_name, role=role, area=area, line=line, why=why, by=OPERATOR, at=now()
        )
        held = bool(roles_of(username))
    console.print(f"Pengguna {username} dibuat. Kata sandi (tampil sekali ini saja):")
    print(password)
    if not held:
        console.print("Peran ini menunggu persetujuan seorang pengelola sistem di halaman Pengguna dan peran.")


@app.callback()
def user() -> None:
    """Pengguna yang boleh masuk."""
