"""`payung law`: the values of the law, each with its source; and those that nobody has verified. Needs no database."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any

import typer

from payung.cli.console import console, language, print_json
from payung.rules.law import Law, Value
from payung.units.refusal import Refused
from payung.units.words import LANGUAGES, say

app = typer.Typer(no_args_is_help=True, help="Hukum: nilai-nilainya, sumbernya, dan yang belum terverifikasi.")
_Json = Annotated[bool, typer.Option("--json")]
_WORDS = {"id": ("sejak", "baris", "diperiksa"), "en": ("since", "rows", "checked on")}


def row(book: Law, value: Value) -> dict[str, Any]:
    """One value of the law for JSON: title and note in Indonesian, and in English beside them."""
    title = book.titles[value.concept]
    return {
        "concept": value.concept, "title": title.title["id"], "title_en": title.title["en"], "unit": title.unit,
        "note": title.note["id"], "note_en": title.note["en"], "from": value.starts.isoformat(), "value": value.value,
        "source": value.source, "evidence": value.evidence, "checked_on": value.checked_on.isoformat(),
    }  # fmt: skip


def _rows(value: Any, spoken: str) -> Iterator[str]:
    """A table row by row, its names in the language of the command."""
    for row in value:
        cells = {key: cell[spoken] if key == "name" else cell for key, cell in row.items()}
        yield "  ".join(f"{key}={cell}" for key, cell in cells.items())


def _tell(book: Law, values: list[Value], *, whole: bool = False) -> None:
    spoken = language()
    since, rows, checked = _WORDS[spoken]
    for value in values:
        title = book.titles[value.concept]
        table = value.value if title.unit == "table" else []
        print(f"{value.concept}  {since} {value.starts}  {f'{len(table)} {rows}' if table else value.value}")
        print(f"    {title.title[spoken]} ({title.counted_in(spoken)})")
        print(f"    {say(f'evidence_{value.evidence}', spoken)}; {value.source}; {checked} {value.checked_on}")
        for told in _rows(table, spoken) if whole else ():
            print(f"    {told}")


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
    console.print(
        f"{len(values)} {'nilai' if language() == 'id' else 'values'} {say('evidence_unverified', language())}."
    )


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
        titles = {spoken: {c: book.titles[c].title[spoken] for c in book.values} for spoken in LANGUAGES}
        print_json({"concepts": titles["id"], "concepts_en": titles["en"], "law_digest": book.digest})
        return
    for concept in book.values:
        print(f"{concept}  {book.titles[concept].title[language()]}")


@app.callback()
def the_law() -> None:
    """Hukum sebagai data."""
