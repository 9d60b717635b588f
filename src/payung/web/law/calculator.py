"""A calculator of the law, for everybody: the question stands in the address, so that an answer can be passed on and printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.rules.answer import unverified
from payung.rules.law import Law, LawUnknown, law
from payung.units.refusal import Refused
from payung.web.access.permission import public
from payung.web.components.tags import say
from payung.web.law.fields import Field, field_of, read
from payung.web.law.questions import QUESTIONS, Question
from payung.web.law.titles import title_of


def _start(field: Field, today: date) -> str:
    return {"today": today.isoformat(), "this month": today.isoformat()[:7]}.get(field.start, field.start)


def _shown(question: Question, request: HttpRequest, wrong: dict[str, str]) -> list[dict[str, Any]]:
    """The fields with what was typed, or what stands in them at first, and what is wrong with them."""
    today = timezone.localdate()
    return [
        {
            "spec": field, "wrong": wrong.get(field.name, ""),
            "value": request.GET.get(field.name, "") if request.GET else _start(field, today),
        }
        for field in question.fields
    ]  # fmt: skip


def _mistake(question: Question, refusal: Refused) -> dict[str, str]:
    """The refusal in words, with the label of its field in place of the field's name."""
    field = field_of(refusal, question.fields)
    facts = refusal.facts
    if field and refusal.code == "field_invalid":
        within = str(facts["field"]).removeprefix(field.name)
        facts = facts | {"field": f"{field.label} {within}".strip() if "[" in within else str(field.label)}
    text = say(refusal.code, facts)
    if field and refusal.code != "field_invalid":
        text = f"{field.label}: {text}"
    return {"field": field.name if field else "", "text": text}


def _too_early(question: Question, unknown: LawUnknown) -> dict[str, str]:
    dated = next((field for field in question.fields if field.kind in ("day", "month", "moment")), None)
    facts = {"concept": title_of(law(), unknown.concept), "on": unknown.on, "known_from": unknown.known_from}
    return {
        "field": dated.name if dated else "",
        "text": f"{dated.label if dated else ''}: {say('law_unknown', facts)}",
    }


def _answered(question: Question, book: Law, given: Any) -> dict[str, Any]:
    """The answer with the titles of what is unverified in it, or the one mistake that stands in its way."""
    try:
        told = question.answer(book, read(question.fields, given))
    except Refused as refusal:
        return {"errors": [_mistake(question, refusal)]}
    except LawUnknown as unknown:
        return {"errors": [_too_early(question, unknown)]}
    concepts = unverified(told["rests_on"])
    named = [{"concept": each, "title": title_of(book, each), "group": each.split("/")[0]} for each in concepts]
    return {"told": told, "unverified": named}


@public
@require_safe
def calculator(request: HttpRequest, question: str) -> HttpResponse:
    """The form of one question, and its answer when the address asks it; 422 and no figure when it is refused."""
    if question not in QUESTIONS:
        raise Http404
    asked, book = QUESTIONS[question], law()
    facts = _answered(asked, book, request.GET) if request.GET else {}
    errors = facts.get("errors", [])
    facts |= {
        "question": asked, "questions": QUESTIONS.values(), "digest": book.digest,
        "fields": _shown(asked, request, {each["field"]: each["text"] for each in errors}),
        "breadcrumbs": [(_("Aturan"), "/law/"), (asked.title, None)],
    }  # fmt: skip
    return render(request, "law/calculator.html", facts, status=422 if errors else 200)
