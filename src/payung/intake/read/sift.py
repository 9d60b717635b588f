"""Which rows of a table are workers' and which are titles, sums, signatures or blank.

A worker's row must never be lost: when in doubt a row is data, and the checks say later what is wrong with it.
"""

from collections.abc import Iterable

import polars as pl

from payung.intake.columns import understand
from payung.intake.read.header import Header
from payung.intake.read.person import Signs
from payung.intake.read.sheet import Table


def sift(table: Table, header: Header) -> tuple[pl.DataFrame, dict[str, int]]:
    """The workers' rows (sheet_row and the text columns) and the count of all other rows by reason."""
    row = pl.col("sheet_row")
    above = table.cells.filter(row < header.row)
    below = table.cells.filter(row > header.last_row)
    others = _not_people(below, header)
    people = below.join(others, on="sheet_row", how="anti", maintain_order="left") if others.height else below
    titles = above.filter(~_blank(table.columns)).height
    ignored = dict(others.group_by("kind").len().sort("kind").iter_rows())
    _add(ignored, "title", titles)
    _add(ignored, "repeated_header", header.last_row - header.row)
    _add(ignored, "blank", above.height - titles + table.physical_rows - table.cells.height)
    assert min(ignored.values(), default=0) >= 0, "more rows than the file has"
    assert 1 + sum(ignored.values()) + people.height == table.physical_rows, "rows in are not rows out"
    return people, ignored


def _add(ignored: dict[str, int], reason: str, count: int) -> None:
    if count:
        ignored[reason] = ignored.get(reason, 0) + count


def _not_people(below: pl.DataFrame, header: Header) -> pl.DataFrame:
    """sheet_row and kind of each row that is no worker's. Rows with a full NIK are never looked at more closely."""
    columns = tuple(c for c in below.columns if c != "sheet_row")
    mapping = understand(header.headings)
    signs = Signs(columns, mapping)
    has_nik = below.select("sheet_row", sure=signs.full_nik())
    doubtful = below.filter(~has_nik.get_column("sure"))
    if doubtful.is_empty():
        return pl.DataFrame(schema={"sheet_row": pl.Int64, "kind": pl.String})
    last_sure = _last_row(has_nik.filter("sure"))
    marked = doubtful.with_columns(
        repeated=_repeats(columns, header.headings), **{f"is_{name}": sign for name, sign in signs.all().items()}
    )
    without_identity = mapping.column_of("nik") is None and mapping.column_of("name") is None
    kinds = _kinds(marked.with_columns(is_name=pl.lit(True)) if without_identity else marked, last_sure)
    return kinds.filter(pl.col("kind") != "data")


def _kinds(marked: pl.DataFrame, last_sure: int) -> pl.DataFrame:
    """sheet_row and kind (data too) from the signs of each row, in the order of the sheet."""
    total = pl.col("is_total_word") & ~pl.col("is_nik") & (pl.col("is_evidence") < 2)
    marked = marked.with_columns(blank=pl.col("is_filled") == 0, total=total & ~pl.col("repeated"))
    marked = marked.with_columns(hard=_surely_a_person() & ~pl.any_horizontal("blank", "total", "repeated"))
    last = max(last_sure, _last_row(marked.filter("hard")))
    tail = pl.col("sheet_row") > last
    marked = marked.with_columns(
        after_total=(pl.col("total") & tail).cast(pl.Int8).cum_max() == 1,
        after_signature=(pl.col("is_signature_word") & tail).cast(pl.Int8).cum_max() == 1,
    )
    return marked.select("sheet_row", kind=_kind())


def _last_row(rows: pl.DataFrame) -> int:
    return rows.item(-1, "sheet_row") if rows.height else 0


def _surely_a_person() -> pl.Expr:
    numbered, name, evidence = (pl.col("is_numbered"), pl.col("is_name"), pl.col("is_evidence"))
    some = numbered | name
    return (
        pl.col("is_nik")
        | (numbered & name)
        | (evidence >= 2)
        | ((evidence >= 1) & some)
        | (numbered & (pl.col("is_personal") >= 2))
    )


def _kind() -> pl.Expr:
    """The kind of a row; a nameless line of a form with its number and place filled in counts as blank."""
    closing = pl.col("after_signature") | (pl.col("after_total") & (pl.col("is_filled") == 1))
    nameless_person = (pl.col("is_personal") >= 3) & ~pl.col("is_signature_word")
    return (
        pl.when("blank").then(pl.lit("blank"))
        .when("repeated").then(pl.lit("repeated_header"))
        .when("total").then(pl.lit("total"))
        .when("hard").then(pl.lit("data"))
        .when(closing).then(pl.lit("signature"))
        .when(pl.col("is_name") | nameless_person).then(pl.lit("data"))
        .when(~pl.col("is_form_line")).then(pl.lit("signature"))
        .otherwise(pl.lit("blank"))
    )  # fmt: skip


def _blank(columns: Iterable[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(c).is_null() for c in columns)


def _repeats(columns: tuple[str, ...], headings: tuple[str, ...]) -> pl.Expr:
    """The headings once more (a new page), or the line of column numbers that official forms have below them."""
    first = next((at for at, heading in enumerate(headings) if heading), 0)
    texts, numbers, filled = [], [], []
    for at, (column, heading) in enumerate(zip(columns, headings, strict=True)):
        cell = pl.col(column)
        texts.append(_squeezed(cell).eq(heading.lower()) | cell.is_null())
        numbers.append(cell.str.contains(rf"^\(?{at - first + 1}\)?(\.0)?$") | cell.is_null())
        filled.append(cell.is_not_null())
    enough = pl.sum_horizontal(filled)
    return (pl.all_horizontal(texts) & (enough >= 2)) | (pl.all_horizontal(numbers) & (enough >= 3))


def _squeezed(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_all(r"\s+", " ").str.strip_chars().str.to_lowercase()
