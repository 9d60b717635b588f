"""How the answers of the law are told: JSON with digest and day, or a table with formula and article, the unverified marked."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from payung.cli.console import console, language, print_json
from payung.rules.answer import Answer
from payung.rules.law import Law
from payung.rules.told import explained, item_words
from payung.units.rupiah import in_rupiah
from payung.units.words import say


def output() -> Console:
    """Standard output for tables; into a file or a pipe, a line of a table stays a line."""
    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200)


def mark(evidence: str) -> str:
    """How well something is known, in words; in brackets where nobody has verified it."""
    words = say(f"evidence_{evidence}", language())
    return f"({words})" if evidence == "unverified" else words


def table_of(answer: Answer) -> Table:
    """One row a line: what, rupiah, formula, article and evidence; the sum below."""
    found = Table(show_footer=True, box=None, pad_edge=False)
    found.add_column("Apa", "Jumlah", overflow="fold")
    found.add_column("Rupiah", in_rupiah(answer.total_idr), justify="right", no_wrap=True)
    for heading in ("Hitungan", "Dasar", "Bukti"):
        found.add_column(heading, overflow="fold")
    for item in answer.items:
        what = item_words(item, language())
        found.add_row(what, in_rupiah(item.amount_idr), item.formula_in(language()), item.article, mark(item.evidence))
    return found


def tell_unverified(concepts: list[str]) -> None:
    """Which values without a source an answer rests on, on standard error."""
    if concepts:
        console.print(f"Belum terverifikasi: {', '.join(concepts)}", style="yellow", markup=False)


def tell(answer: Answer, book: Law, on: date, *, as_json: bool, more: dict[str, Any] | None = None) -> None:
    """The answer at the command line, with whatever else JSON carries."""
    if as_json:
        print_json({**explained(answer, book, on, language()), **(more or {})})
        return
    out = output()
    out.print(table_of(answer))
    for year in (more or {}).get("schedule", ()):
        what = say(f"item_scholarship_{year['level']}", language(), about=year["child"])
        out.print(f"{year['due_on']}  {what} ({year['level'].upper()} {year['year']})  {in_rupiah(year['amount_idr'])}")
    tell_unverified(answer.unverified)
