"""The answers of BPJS: a file comes in, and a page says what became of each of its rows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.exchange.answers import read_answers
from payung.exchange.mapping import own_or_given
from payung.intake.read import Unreadable
from payung.membership.actions.take_answers import Given, GivenFile, take_answers
from payung.membership.queries import answer_file as answer_file_with
from payung.units.month import Month
from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import language, say
from payung.web.funding.incoming import file_of, takes_a_file
from payung.web.funding.reconciliation_seen import seen_line, told
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.funding.models import FundingLine


@takes_a_file("take-answers")
def answers(request: SignedIn, code: str) -> HttpResponse:
    """The form, and the taking of its file: whole and once; what is wrong with the file is told on the page."""
    line = seen_line(request.acting, code)
    errors: list[str] = []
    if request.method == "POST":
        try:
            return redirect("answer-file", _take(request, line))
        except (Refused, Unreadable) as refusal:
            errors = [told(refusal, language())]
    verified = _verified(errors)
    facts = {
        "line": line, "months": list(line.term), "verified": verified,
        "errors": [{"field": "file", "text": text} for text in errors], "wrong": errors[0] if errors else "",
    }  # fmt: skip
    return render(request, "funding/answers.html", facts, status=422 if errors else 200)


def _verified(errors: list[str]) -> bool:
    """Whether somebody has confirmed the columns; a mapping file with mistakes is told of here, before anybody sends a file."""
    try:
        return own_or_given().answers.verified
    except Refused as refusal:
        errors.append(told(refusal, language()))
        return False


def _take(request: SignedIn, line: FundingLine) -> int:
    path, name = file_of(request)
    asked = request.POST.get("month", "")
    month = next((each for each in line.term if str(each) == asked), None)
    if asked and month is None:
        raise Refused("answers_of_another_month", month=asked[:20], term=line.term.in_words())
    read = read_answers(path, own_or_given().answers)
    given = [Given(each.row, each.nik, each.kpj, each.refused_why) for each in read.answers]
    file = GivenFile(read.fingerprint, name, given, read.problems, sum(read.ignored.values()))
    taken, _fresh = take_answers(
        line=line, month=month, file=file, by=request.acting.by, on=day_of_judgement(), at=timezone.now()
    )
    return taken.pk


@needs("take-answers")
def answer_file(request: SignedIn, file_id: int) -> HttpResponse:
    """What became of a file of answers: counts that add up, and each problem with its row and what to do."""
    file = answer_file_with(file_id)
    if file is None:
        raise Http404
    by_code = Counter(code for _row, code in file.told)
    facts = {
        "file": file, "line": file.line, "month": Month.of(file.month) if file.month else None,
        "problems": [{"row": row, "text": say(code)} for row, code in file.told],
        "by_code": [{"count": count, "text": say(code)} for code, count in by_code.most_common()],
        "counts": [
            (_("diterima dengan nomor KPJ"), file.numbered, "covered"), (_("diterima, nomor menyusul"), file.accepted, "covered"),
            (_("ditolak BPJS"), file.refused, "refused"), (_("perlu ditanyakan"), file.problems, "waiting"),
            (_("bukan baris pekerja"), file.ignored, "plain"),
        ],
    }  # fmt: skip
    return render(request, "funding/answer_file.html", facts)
