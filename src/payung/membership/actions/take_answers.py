"""Take the answers of BPJS: numbers to the workers, refusals on record. A file is taken whole, once, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction

from payung.membership.actions.end_enrolment import Ending, end_enrolments
from payung.membership.models import AnswerFile
from payung.membership.queries import statement
from payung.people.actions.note_numbers import note_numbers
from payung.units.month import Month
from payung.units.refusal import Problem, Refused

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

_PROBLEMS_KEPT = 500


@dataclass(frozen=True, slots=True)
class Given:
    """What BPJS says of one worker: a number, a refusal with its reason, or neither when the number is still to come."""

    row: int
    nik: str
    kpj: str | None
    refused_why: str | None


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file of answers as it was read: what it is known by, its name, its answers, and the rows that are none."""

    fingerprint: str
    name: str
    given: Sequence[Given]
    problems: Sequence[Problem] = ()
    ignored: int = 0

    @property
    def rows(self) -> int:
        return len(self.given) + len(self.problems) + self.ignored


def _stage(given: Sequence[Given], facts: dict[str, Any]) -> list[Problem]:
    """Lays the answers on a table for one transaction and gives those that name nobody of the line, as problems."""
    with connection.cursor() as db:
        db.execute(statement("stage_answers"))
        with db.copy("COPY answered (row, nik, kpj, refused_why) FROM STDIN") as copy:
            for each in given:
                copy.write_row((each.row, each.nik, each.kpj, each.refused_why))
        db.execute("ANALYZE answered")
        db.execute(statement("match_answers"), facts)
        db.execute("SELECT problem, row FROM answered WHERE problem IS NOT NULL ORDER BY row")
        return [Problem(code, str(row)) for code, row in db.fetchall()]


def _outcomes() -> dict[str, int]:
    with connection.cursor() as db:
        db.execute(
            "SELECT count(*) FILTER (WHERE refused_why IS NULL AND kpj IS NOT NULL),"
            " count(*) FILTER (WHERE refused_why IS NULL AND kpj IS NULL), count(*) FILTER (WHERE refused_why IS NOT NULL)"
            " FROM answered WHERE problem IS NULL"
        )
        return dict(zip(("numbered", "accepted", "refused"), db.fetchone(), strict=True))


def _write(file: AnswerFile, facts: dict[str, Any]) -> list[Ending]:
    """Writes the answers, and gives the seats of whom BPJS refuses, each with the first month without cover."""
    with connection.cursor() as db:
        db.execute(statement("write_answers"), {**facts, "file": file.pk})
        db.execute(statement("refused_seats"), facts)
        endings = [Ending(enrolment, Month.of(month)) for enrolment, month in db.fetchall()]
        db.execute("DROP TABLE answered")
    return endings


def take_answers(
    *, line: FundingLine, month: Month | None, file: GivenFile, by: str, on: date, at: datetime
) -> tuple[AnswerFile, bool]:
    """The file as it was taken, and whether it is new: the same answers for the same months change nothing.

    Numbers go to the workers. Whom BPJS refuses loses the seat, with the reason: from the month of the answer on, or all of it
    when the answer is for the whole term; place and money are free again. All in one transaction.

    Must run inside `seeing`. Raises Refused("answers_of_another_month") for a month that the line does not pay.
    """
    if month and month not in line.term:
        raise Refused("answers_of_another_month", month=month.in_words(), term=line.term.in_words())
    known = {"line": line, "month": month.first_day if month else None, "fingerprint": file.fingerprint}
    try:
        with transaction.atomic():
            if held := AnswerFile.objects.filter(**known).first():
                return held, False
            return _take(known, file, region=line.region, by=by, on=on, at=at), True
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "bpjs_answer_file_is_taken_once":
            raise
        # Somebody else has taken the same file in this very moment.
        return AnswerFile.objects.get(**known), False


def _take(known: dict[str, Any], file: GivenFile, *, region: str, by: str, on: date, at: datetime) -> AnswerFile:
    facts = {"line": known["line"].pk, "month": known["month"]}
    unmatched = _stage(file.given, facts)
    problems = sorted([*file.problems, *unmatched], key=lambda problem: int(problem.where))
    taken = AnswerFile.objects.create(
        **known, region=region, file_name=file.name[-200:], taken_at=at, taken_by=by, rows=file.rows, **_outcomes(),
        problems=len(problems), ignored=file.ignored,
        told=[[int(each.where), each.code] for each in problems[:_PROBLEMS_KEPT]],
    )  # fmt: skip
    note_numbers()
    if endings := _write(taken, facts):
        end_enrolments(endings=endings, why="refused", on=on, source=f"jawaban BPJS: {taken.file_name[-90:]}")
    return taken
