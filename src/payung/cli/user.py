"""`payung user`: people who may sign in, by a link that they open once."""

from __future__ import annotations

from typing import Annotated

import typer

from payung.cli.console import connect, console, now, seeing_all

app = typer.Typer(no_args_is_help=True, help="Pengguna.")


def _print_link(username: str, token: str) -> None:
    from django.conf import settings
    from django.urls import reverse

    house = settings.CSRF_TRUSTED_ORIGINS[0] if settings.CSRF_TRUSTED_ORIGINS else "http://127.0.0.1:8000"
    console.print(f"Tautan untuk {username} (tampil sekali ini saja; berlaku 7 hari, satu kali):")
    print(f"{house}{reverse('invitation', args=[token])}")


@app.command()
def add(
    username: str,
    full_name: Annotated[str, typer.Option("--name", help="nama lengkap")],
    role: Annotated[str, typer.Option(help="nama peran di access/roles.toml")],
    area: Annotated[str, typer.Option(help="kode wilayah; kosong: seluruh negara")] = "",
    line: Annotated[str, typer.Option(help="kode sumber dana, untuk pemberi dana")] = "",
    why: Annotated[str, typer.Option(help="alasan, untuk catatan")] = "pengguna baru",
) -> None:
    """Menambah pengguna; tautan untuk memilih kata sandi ditampilkan satu kali."""
    connect()
    from payung.access.actions.invite import invite
    from payung.access.queries import OPERATOR, roles_of

    with seeing_all():
        token = invite(
            username=username, full_name=full_name, role=role, area=area, line=line, why=why, by=OPERATOR, at=now()
        )
        held = bool(roles_of(username))
    _print_link(username, token)
    if not held:
        console.print("Peran ini menunggu persetujuan seorang pengelola sistem di halaman Pengguna dan peran.")


@app.command()
def link(username: str) -> None:
    """Membuat tautan kata sandi baru; yang lama tidak berlaku lagi."""
    connect()
    from payung.access.actions.make_invitation import make_invitation
    from payung.access.queries import OPERATOR

    with seeing_all():
        token = make_invitation(username=username, by=OPERATOR, at=now())
    _print_link(username, token)


@app.command()
def unlock(
    username: Annotated[str, typer.Argument()] = "",
    address: Annotated[str, typer.Option(help="alamat jaringan")] = "",
) -> None:
    """Mengakhiri masa tunggu setelah salah kata sandi, untuk nama atau alamat."""
    connect()
    from payung.access.actions.count_try import unlock as end_wait

    ended = end_wait(username=username, address=address)
    console.print(f"{ended} masa tunggu diakhiri." if ended else "Tidak ada yang sedang menunggu.")


@app.command()
def sign_out(username: str) -> None:
    """Mengakhiri semua sesi seorang pengguna."""
    connect()
    from payung.access.actions.end_sessions import end_sessions

    console.print(f"{end_sessions(username=username)} sesi diakhiri.")


@app.command()
def forget_steps(username: str) -> None:
    """Melupakan langkah kedua seorang pengguna yang kehilangan ponsel dan kode cadangannya."""
    connect()
    from payung.access.actions.forget_second_steps import forget_second_steps

    console.print(f"{forget_second_steps(username=username)} langkah kedua dilupakan; sesinya diakhiri.")


@app.command()
def identify(
    username: str,
    subject: Annotated[str, typer.Option(help="nomor orang itu di penyedia identitas")] = "",
    email: Annotated[str, typer.Option(help="alamat e-mail yang diverifikasi penyedia")] = "",
) -> None:
    """Menghubungkan pengguna dengan identitasnya di penyedia identitas."""
    connect()
    from payung.access.actions.link_identity import link_identity

    link_identity(username=username, subject=subject, email=email)
    console.print(f"{username} dapat masuk lewat penyedia identitas.")


@app.callback()
def user() -> None:
    """Pengguna yang boleh masuk."""
