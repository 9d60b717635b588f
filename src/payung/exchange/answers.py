"""The participant file as BPJS sends it back: who has a participant number now, and who was refused, why."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import polars as pl

from payung.exchange.columns import Found, find_columns, no_larger
from payung.exchange.mapping import AnswerColumns, bare
from payung.intake.clean.identity import nik as nik_of
from payung.intake.clean.identity import nik_was_number
from payung.intake.read import Table, read_table
from payung.units.nik import is_nik
from payung.units.refusal import Problem

LIMIT_BYTES = 50_000_000
# Of a KPJ it is known from the press alone that it has 11 digits; another form is told and kept.
_KPJ = re.compile(r"[0-9]{11}")
_KPJ_AT_ALL = re.compile(r"[0-9A-Za-z]{5,13}")
_FIELDS = ("nik", "kpj", "status", "reason")


@dataclass(frozen=True, slots=True)
class Answer:
    """What BPJS says of one worker: a participant number, a refusal with its reason, or taken up with no number yet."""

    row: int
    nik: str
    kpj: str | None
    refused_why: str | None


@dataclass(frozen=True, slots=True)
class Answers:
    """All rows of a file that came back: answers, problems (their `where` is the row), and rows that say nothing, by reason."""

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    ignored: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of the file below its headings."""
        return len(self.answers) + len(self.problems) + sum(self.ignored.values())

    @property
    def fingerprint(self) -> str:
        """The digest of what the file says of whom: the same under another name or saved anew."""
        digest = sha256()
        for each in sorted(self.answers, key=lambda answer: answer.nik):
            digest.update(repr((each.nik, each.kpj, each.refused_why)).encode())
        return digest.hexdigest()


def read_answers(path: Path, columns: AnswerColumns, *, limit_bytes: int = LIMIT_BYTES) -> Answers:
    """Every row of the file that BPJS sent back (xlsx, xls, ods, csv) as an answer, a problem, or one that says nothing.

    Raises Unreadable for a file that is no table, Refused("columns_changed") when its headings are not those of the mapping.
    """
    path = Path(path)
    no_larger(path, limit_bytes)
    _kind, table = read_table(path)
    found = find_columns(table, {name: getattr(columns, name) for name in _FIELDS}, ("nik", "kpj"))
    below = _below(table, found)
    read = [_read(row, columns, found) for row in below]
    answers, problems = _told_apart(one for one in read if isinstance(one, Answer | Problem))
    ignored = Counter(one for one in read if isinstance(one, str))
    blank = table.physical_rows - found.row - len(below)
    made = Answers(answers, problems, tuple(_warnings(answers)), {**ignored, **({"blank": blank} if blank else {})})
    assert made.rows == table.physical_rows - found.row, "rows in are not rows out"
    return made


def _below(table: Table, found: Found) -> list[dict[str, str | None]]:
    rows = table.cells.filter(pl.col("sheet_row") > found.row)
    nik = pl.col(found.columns["nik"])
    cells = [pl.col(column).alias(name) for name, column in found.columns.items() if name != "nik"]
    said = rows.select(
        pl.col("sheet_row").alias("row"), nik.alias("given"), nik_of(nik).alias("nik"),
        nik_was_number(nik).alias("was_number"), _filled(table.columns), *cells,
    )  # fmt: skip
    return said.to_dicts()


def _filled(columns: Iterable[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(column).is_not_null() for column in columns).alias("filled")


def _read(row: dict[str, str | None], columns: AnswerColumns, found: Found) -> Answer | Problem | str:
    """One row understood: an answer, a problem, or why it says nothing."""
    where = str(row["row"])
    if not row["filled"]:
        return "blank"
    if bare(row["given"] or "") in {bare(each) for each in columns.nik}:
        return "repeated_header"
    if not row["given"] and not row["kpj"] and not _verdict(row.get("status"), columns):
        return "note"
    if row["was_number"]:
        return Problem("answer_nik_was_number", where)
    if not is_nik(row["nik"] or ""):
        return Problem("answer_nik_wrong", where)
    return _answer(row, columns, found, where)


def _verdict(status: str | None, columns: AnswerColumns) -> str:
    """accepted, refused, unknown, or nothing for an empty cell."""
    word = bare(status or "")
    if not word:
        return ""
    if word in {bare(each) for each in columns.refused}:
        return "refused"
    return "accepted" if word in {bare(each) for each in columns.accepted} else "unknown"


def _answer(row: dict[str, str | None], columns: AnswerColumns, found: Found, where: str) -> Answer | Problem:
    kpj = re.sub(r"\.0$|[\s\u00a0'.-]", "", row["kpj"] or "") or None
    reason = " ".join((row.get("reason") or "").split())[:200]
    verdict = _verdict(row.get("status"), columns)
    if kpj and not _KPJ_AT_ALL.fullmatch(kpj):
        return Problem("answer_kpj_wrong", where)
    if verdict == "unknown":
        return Problem("answer_status_unknown", where, {"given": (row.get("status") or "")[:40]})
    if kpj and verdict == "refused":
        return Problem("answer_says_both", where)
    if not kpj and not verdict and (found.has("status") or not reason):
        return Problem("answer_says_nothing", where)
    refused = verdict == "refused" or not (kpj or verdict)
    return Answer(int(where), str(row["nik"]), kpj, (reason or (row.get("status") or "")[:200]) if refused else None)


def _told_apart(read: Iterable[Answer | Problem]) -> tuple[tuple[Answer, ...], tuple[Problem, ...]]:
    """Answers of which each worker has one and each number one worker; all others are problems, both rows of a pair."""
    answers: list[Answer] = []
    problems: list[Problem] = []
    for one in read:
        if isinstance(one, Answer):
            answers.append(one)
        else:
            problems.append(one)
    rows_of: dict[str, list[int]] = defaultdict(list)
    niks_of: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        rows_of[answer.nik].append(answer.row)
        if answer.kpj:
            niks_of[answer.kpj].add(answer.nik)
    fit = []
    for answer in answers:
        if len(rows_of[answer.nik]) > 1:
            rows = ", ".join(map(str, rows_of[answer.nik]))
            problems.append(Problem("answer_twice", str(answer.row), {"rows": rows[:60]}))
        elif answer.kpj and len(niks_of[answer.kpj]) > 1:
            problems.append(Problem("answer_kpj_of_two", str(answer.row)))
        else:
            fit.append(answer)
    return tuple(fit), tuple(sorted(problems, key=lambda problem: int(problem.where)))


def _warnings(answers: Iterable[Answer]) -> Iterable[Problem]:
    for answer in answers:
        if answer.kpj and not _KPJ.fullmatch(answer.kpj):
            yield Problem("answer_kpj_unusual", str(answer.row), {"digits": len(answer.kpj)})
        elif answer.kpj is None and answer.refused_why is None:
            yield Problem("answer_without_kpj", str(answer.row))
