"""`payung money verify`: every balance recounted from all transfers, and what is committed from all cover."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from payung.cli.console import connect, console, print_json, seeing_all
from payung.units.rupiah import in_rupiah

app = typer.Typer(no_args_is_help=True, help="Uang: menghitung ulang buku besar.")


def recounted() -> dict[str, list[dict[str, Any]]]:
    """What does not fit: accounts against their transfers, and committed months against cover. Both empty when all is well."""
    from payung.funding.queries import miscarried
    from payung.membership.queries import miscommitted

    with seeing_all():
        accounts = [
            {
                "line": line,
                "account": account,
                "held_idr": int(held),
                "recounted_idr": int(counted),
                "by_days_idr": int(days),
            }
            for line, account, held, counted, days in miscarried()
        ]
        months = [
            {"line": line, "month": f"{month:%Y-%m}", "committed_idr": kept, "recounted_idr": counted}
            for line, month, kept, counted in miscommitted()
        ]
    return {"accounts": accounts, "months": months}


@app.command()
def verify(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Menghitung ulang setiap saldo dari semua catatan, dan yang terikat dari bulan perlindungan; status keluar 1 bila beda."""
    connect()
    found = recounted()
    well = not any(found.values())
    if as_json:
        print_json({"well": well, **found})
    for each in [] if as_json else found["accounts"]:
        sums = f"{in_rupiah(each['held_idr'])}, dihitung ulang {in_rupiah(each['recounted_idr'])}"
        console.print(f"{each['line']}, {each['account']}: {sums}", style="bold red", markup=False)
    for each in [] if as_json else found["months"]:
        sums = f"terikat {in_rupiah(each['committed_idr'])}, menurut perlindungan {in_rupiah(each['recounted_idr'])}"
        console.print(f"{each['line']}, {each['month']}: {sums}", style="bold red", markup=False)
    if not as_json:
        print("Semuanya cocok." if well else "TIDAK cocok: simpan salinan basis data, lalu laporkan.")
    if not well:
        raise typer.Exit(1)


@app.callback()
def money() -> None:
    """Uang sumber dana."""
