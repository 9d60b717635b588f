"""`payung places`: free places go to the waiting lists, and offers that nobody took to the next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from payung.cli.console import connect, console, day, print_json, seeing_all
from payung.units.rupiah import in_rupiah

if TYPE_CHECKING:
    from payung.membership.actions.refill import Refilled

app = typer.Typer(no_args_is_help=True, help="Tempat (kuota): mengalihkan yang tidak terpakai.")


def release_unused(line_code: str, on: date) -> Refilled:
    """Releases a line's unused places and gives how many workers that placed, or offered one."""
    from payung.funding import queries as funding
    from payung.membership.actions.release_places import release_places
    from payung.rules.law import law

    with seeing_all():
        return release_places(law=law(), line=funding.line(line_code), on=on)


@app.command()
def release(
    line: Annotated[str, typer.Option(help="kode sumber dana")],
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Mengalihkan tempat yang tidak terpakai ke daftar tunggu desa lain, bergiliran, cakupan terendah dahulu."""
    asked = day(on)
    connect()
    done = release_unused(line, asked)
    if as_json:
        print_json({"line": line, "placed": done.placed, "offered": done.offered})
    else:
        console.print(f"{done.placed} pekerja mendapat tempat, {done.offered} ditawari.")


def pass_on(on: date) -> dict[str, dict[str, int]]:
    """What the night does: closes overdue offers, fills free places; by line, how many expired, were placed, were offered."""
    from payung.membership.actions.expire_offers import pass_places_on
    from payung.rules.law import law

    with seeing_all():
        done = pass_places_on(law=law(), on=on)
    return {
        code: {"expired": expired, "placed": after.placed, "offered": after.offered}
        for code, (expired, after) in done.items()
    }


@app.command()
def expire(
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Seperti setiap malam: menutup tawaran yang lewat hari terakhirnya, lalu mengisi setiap tempat kosong dari daftar tunggu."""
    asked = day(on)
    connect()
    done = pass_on(asked)
    if as_json:
        print_json(done)
        return
    for line, each in done.items():
        console.print(
            f"{line}: {each['expired']} tawaran ditutup, {each['placed']} mendapat tempat, {each['offered']} ditawari."
        )
    if not done:
        console.print("Tidak ada tawaran yang lewat waktunya, dan tidak ada tempat kosong yang dapat diisi.")


@app.command()
def refill(
    line: Annotated[str, typer.Option(help="kode sumber dana")],
    on: Annotated[str | None, typer.Option(help="tanggal, YYYY-MM-DD; tanpa ini: hari ini")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="hanya menghitung, tidak mengubah apa pun")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Mengisi tempat kosong satu sumber dana dari daftar tunggu desanya, sejauh dananya cukup."""
    asked = day(on)
    connect()
    from payung.funding import queries as funding
    from payung.membership.actions.refill_line import plan_refill, refill_line
    from payung.rules.law import law

    with seeing_all():
        held = funding.line(line)
        plan = plan_refill(law=law(), line=held, on=asked)
        done = None if dry_run else refill_line(law=law(), line=held, on=asked)
    told = {"line": line, "dry_run": dry_run, "workers": plan.workers, "villages": plan.villages,
            "without_money": plan.without_money, "missing_idr": plan.missing_idr}  # fmt: skip
    if done:
        told |= {"placed": done.placed, "offered": done.offered}
    if as_json:
        print_json(told)
        return
    console.print(
        f"{plan.workers} pekerja akan mendapat tempat." if done is None
        else f"{done.placed} mendapat tempat, {done.offered} ditawari."
    )  # fmt: skip
    if plan.without_money:
        console.print(f"{plan.without_money} lagi menunggu dana: kurang {in_rupiah(plan.missing_idr)}.")


@app.command("share-again")
def share_again_command(
    line: Annotated[str, typer.Option(help="kode sumber dana")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="hanya menghitung, tidak mengubah apa pun")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Membagi ulang tempat satu sumber dana menurut aturannya, dengan hitungan pekerja dan usulan terbaru."""
    connect()
    from payung.funding import queries as funding
    from payung.programmes.actions.share_again import plan_share_again, share_again

    with seeing_all():
        done = (plan_share_again if dry_run else share_again)(line=funding.line(line))
    if as_json:
        print_json({
            "line": line, "dry_run": dry_run, "counted_on": done.counted_on and done.counted_on.isoformat(),
            "villages": {each.village: [each.before, each.after] for each in done.changes},
        })  # fmt: skip
        return
    for each in done.changes:
        console.print(f"{each.village}: {each.before} menjadi {each.after} (terisi {each.taken})")
    if not done.changes:
        console.print("Tidak ada desa yang mendapat angka lain.")


@app.callback()
def places() -> None:
    """Tempat (kuota) sumber dana."""
