"""One form to enrol one worker: a list of one row through the same door, so that every check is the same statement."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from payung.intake.queries import batch as batch_with_id
from payung.intake.queries import nik_of_one
from payung.intake.read import Unreadable
from payung.intake.told import Finding, told_page
from payung.people.queries import by_nik
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.words import say
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import kind_words, language
from payung.web.intake.choices import ProgrammeChoice, default_line, is_village, line_choices, village_choices
from payung.web.intake.sender import sender_of
from payung.web.membership.one_row import FIELDS, NotFit, send_one
from payung.web.number import number
from payung.web.today import day_of_judgement

Errors = list[dict[str, str]]

# What must be there before the door is asked, and the words of the check that would miss it.
_MUST = {"nik": "nik_format", "name": "name_missing", "birth_on": "birth_date_invalid"}
_FIELD_ON_THE_PAGE = {"village_code": "village"}


@needs("propose")
def enrol(request: SignedIn) -> HttpResponse:
    """The form; what is wrong at its field; and, once the worker is in, what became of it."""
    if batch := request.GET.get("batch", ""):
        return _result(request, batch)
    choices = _choices(request)
    if request.method != "POST":
        return _form(request, choices, request.GET.dict(), [])
    given = {name: " ".join(value.split())[:300] for name, value in request.POST.dict().items()}
    errors = _missing(given, choices) or []
    if not errors:
        try:
            return redirect(f"{reverse('membership-enrol')}?batch={_send(request, given)}")
        except NotFit as unfit:
            errors = _at_their_fields(unfit.findings)
        except (Refused, Unreadable) as refusal:
            errors = [_at_the_line(refusal)]
    return _form(request, choices, given, errors)


def _choices(request: SignedIn) -> list[ProgrammeChoice]:
    """Lines that take new workers; existing members come in by their list alone, which says since when."""
    return [choice.for_new_workers() for choice in line_choices(request.acting, day_of_judgement())]


def _missing(given: dict[str, str], choices: list[ProgrammeChoice]) -> Errors:
    errors = [{"field": field, "text": say(code, language())} for field, code in _MUST.items() if not given.get(field)]
    if given.get("line") not in {option.line.code for choice in choices for option in choice.lines}:
        errors.insert(0, {"field": "line", "text": say("line_unknown", language(), line=given.get("line", ""))})
    return errors


def _send(request: SignedIn, given: dict[str, str]) -> int:
    acting = request.acting
    row = given | {"village": acting.area if is_village(acting.sees) else given.get("village", "")}
    on = day_of_judgement(given.get("judged_on", ""))
    return send_one(row, line_code=given["line"], on=on, sender=sender_of(request, acting.sees)).pk


def _at_their_fields(findings: list[Finding]) -> Errors:
    errors = []
    for found in findings:
        if found.severity == "problem":
            kind = f" ({kind_words(found.payer_kind)})" if found.payer_kind else ""
            field = _FIELD_ON_THE_PAGE.get(found.field or "", found.field or "")
            errors.append({"field": field if field in FIELDS else "", "text": found.sentence + kind})
    return errors


def _at_the_line(refusal: Refused | Unreadable) -> dict[str, str]:
    if isinstance(refusal, Unreadable):
        return {"field": "name", "text": refusal.text(language())}
    return {"field": "line", "text": say(refusal.code, language(), **refusal.facts)}


def _form(request: SignedIn, choices: list[ProgrammeChoice], given: dict[str, Any], errors: Errors) -> HttpResponse:
    one_village = is_village(request.acting.sees)
    facts = {
        "choices": choices,
        "given": given,
        "line": given.get("line") or default_line(choices),
        "one_village": one_village,
        "here": regions.region(request.acting.area) if one_village else None,
        "villages": None if one_village else village_choices(request.acting),
        "village": given.get("village", ""),
        "occupations": [
            entry["name"][language()] for entry in law().on("occupation/informal", day_of_judgement()).value
        ],
        "judged_on": given.get("judged_on") or day_of_judgement().isoformat(),
        "errors": errors,
        "wrong": {error["field"]: error["text"] for error in reversed(errors)},
    }
    return render(request, "membership/enrol.html", facts, status=422 if errors else 200)


def _result(request: SignedIn, batch_id: str) -> HttpResponse:
    held = batch_with_id(known) if (known := number(batch_id)) is not None else None
    nik = nik_of_one(held) if held and held.stage == "landed" else None
    if held is None or nik is None:
        raise Http404
    rows, _more = told_page(held, language=language())
    warnings = [found.sentence for row in rows for found in row.findings]
    facts = {"batch": held, "person": by_nik(nik), "warnings": warnings}
    return render(request, "membership/enrolled.html", facts)
