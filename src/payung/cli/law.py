"""`payung law`: the values of the law, each with its source; and those that nobody has verified. Needs no database."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any

import typer

from payung.cli.console import console, print_json
from payung.rules.law import Law, Value
from payung.units.refusal import Refused

app = typer.Typer(no_args_is_help=True, help="Hukum: nilai-nilainya, sumbernya, dan yang belum terverifikasi.")
_Json = Annotated[bool, typer.Option("--json")]


def row(book: Law, value: Value) -> dict[str, Any]:
    """One value of the law for JSON."""
    title = book.titles[value.concept]
    return {
        "concept": value.concept, "title": title.title, "unit": title.unit, "from": value.starts.isoformat(),
        "value": value.value, "source": value.source, "evidence": value.evidence,
        "checked_on": value.checked_on.isoformat(),
    }  # fmt: skip


def _short(value: Any) -> str:
    return f"{len(value)} baris" if isinstance(value, list) and value else str(value)


def _tell(book: Law, values: list[Value], *, whole: bool = False) -> None:
    for value in values:
        print(f"{value.concept}  sejak {value.starts}  {value.value if whole else _short(value.value)}")
        print(f"    {book.titles[value.concept].title} ({book.titles[value.concept].unit})")
        print(f"    {value.evidence}; {value.source}; diperiksa {value.checked_on}")


@app.command("unverified")
def unverified_values(as_json: _Json = False) -> None:
    """Semua nilai yang belum terverifikasi."""
    from payung.rules.law import law

    book = law()
    values = book.unverified()
    if as_json:
        print_json({"values": [row(book, value) for value in values], "law_digest": book.digest})
        return
    _tell(book, values)
    console.print(f"{len(values)} nilai belum terverifikasi.")


@app.command()
def show(concept: str, as_json: _Json = False) -> None:
    """Satu aturan, dengan semua nilainya dari waktu ke waktu."""
    from payung.rules.law import law

    book = law()
    if concept not in book.values:
        similar = get_close_matches(concept, book.values, n=3, cutoff=0.3) or list(book.values)[:3]
        raise Refused("concept_unknown", concept=concept, known=", ".join(similar))
    values = list(book.values[concept])
    if as_json:
        print_json({"values": [row(book, value) for value in values], "law_digest": book.digest})
    else:
        _tell(book, values, whole=True)


@app.command("list")
def concepts(as_json: _Json = False) -> None:
    """Semua aturan."""
    from payung.rules.law import law

    book = law()
    if as_json:
        print_json({"concepts": {c: book.titles[c].title for c in book.values}, "law_digest": book.digest})
        return
    for concept in book.values:
        print(f"{concept}  {book.titles[concept].title}")


@app.callback()
def the_law() -> None:
    """Hukum sebagai data."""
