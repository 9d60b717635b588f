"""`payung user add`: a person who may sign in."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import connect, console

app = typer.Typer(no_args_is_help=True, help="Pengguna.")


@app.command()
def add(
    username: str,
    full_name: Annotated[str, typer.Option("--name", help="nama lengkap")],
    role: Annotated[str, typer.Option(help="village-clerk, regency-officer atau auditor")],
    area: Annotated[str, typer.Option(help="kode wilayah; kosong: seluruh negara")] = "",
) -> None:
    """Menambah pengguna; kata sandi acak ditampilkan satu kali."""
    connect()
    from payung.access.actions.invite import invite

    password = invite(username=username, full_name=full_name, role=role, area=area)
    console.print(f"Pengguna {username} dibuat. Kata sandi (tampil sekali ini saja):")
    print(password)


@app.callback()
def user() -> None:
    """Pengguna yang boleh masuk."""
