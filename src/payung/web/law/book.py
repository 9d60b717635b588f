"""The rule book, for everybody: every value of the law with its history, drawn from `law/` itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from payung.rules.law import Law, Value, law
from payung.web.access.permission import public
from payung.web.components.tags import language
from payung.web.law.questions import QUESTIONS
from payung.web.law.titles import title_of
from payung.web.law.value_words import as_table, in_words

_GROUPS = {
    "contribution": gettext_noop("Iuran"),
    "eligibility": gettext_noop("Syarat peserta"),
    "death": gettext_noop("Kematian (JKM)"),
    "accident": gettext_noop("Kecelakaan kerja (JKK)"),
    "scholarship": gettext_noop("Beasiswa anak"),
    "heirs": gettext_noop("Ahli waris"),
    "deadline": gettext_noop("Tenggat"),
    "occupation": gettext_noop("Pekerjaan"),
    "privacy": gettext_noop("Pelindungan data pribadi"),
}


def _row(value: Value, unit: str) -> dict[str, Any]:
    table = as_table(value.value)
    return {"value": value, "table": table, "words": "" if table else in_words(value.value, unit)}


def _concept(book: Law, concept: str, unverified_only: bool) -> dict[str, Any]:
    """One concept with its history, newest first; the values without a source alone when only those are asked for."""
    title = book.titles[concept]
    history = [
        _row(each, title.unit) for each in reversed(book.history(concept)) if each.unverified or not unverified_only
    ]
    unit = title.counted_in(language())
    return {"concept": concept, "title": title_of(book, concept), "unit": unit, "history": history}


def _group(book: Law, group: str, unverified_only: bool) -> dict[str, Any]:
    found = [_concept(book, each, unverified_only) for each in book.values if each.split("/")[0] == group]
    concepts = [each for each in found if each["history"]]
    unverified = sum(row["value"].unverified for each in concepts for row in each["history"])
    name = _(_GROUPS[group]) if group in _GROUPS else group
    return {"code": group, "name": name, "concepts": concepts, "unverified": unverified}


def _codes(book: Law) -> list[str]:
    """The folders of the law: those that we know first, in the order in which a reader asks."""
    present = dict.fromkeys(concept.split("/")[0] for concept in book.values)
    return [each for each in _GROUPS if each in present] + [each for each in present if each not in _GROUPS]


def _facts(request: HttpRequest, book: Law) -> dict[str, Any]:
    return {
        "digest": book.digest,
        "unverified_only": request.GET.get("evidence") == "unverified",
        "breadcrumbs": [(_("Aturan"), None)],
    }


@public
@require_safe
def law_book(request: HttpRequest) -> HttpResponse:
    """The index: every concept with its value now, by folder, and the calculators."""
    book = law()
    facts = _facts(request, book)
    groups = [_group(book, code, facts["unverified_only"]) for code in _codes(book)]
    facts |= {"groups": [each for each in groups if each["concepts"]], "questions": QUESTIONS.values()}
    facts |= {"concepts": len(book.values), "unverified": len(book.unverified())}
    return render(request, "law/book.html", facts)


@public
@require_safe
def law_group(request: HttpRequest, group: str) -> HttpResponse:
    """One folder of the law in full: every value, its source, its evidence, and when it was last looked at."""
    book = law()
    if group not in _codes(book):
        raise Http404
    facts = _facts(request, book)
    shown = _group(book, group, facts["unverified_only"])
    facts |= {"group": shown, "breadcrumbs": [(_("Aturan"), "/law/"), (shown["name"], None)]}
    return render(request, "law/group.html", facts)
