"""Deaths without a claim, per village with the sum that waits; and the civil registry's list, which makes them known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from payung.access.queries import may
from payung.claims.actions.take_deaths import OUTCOMES, Given, Outcome, take_deaths
from payung.exchange.deaths import read_deaths
from payung.insight.unclaimed import by_village, unclaimed
from payung.intake.read import Unreadable
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.region import Area
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.words import OUTCOMES as OUTCOME_WORDS
from payung.web.claims.words import word
from payung.web.components.tags import language, say
from payung.web.funding.incoming import file_of, takes_a_file
from payung.web.funding.reconciliation_seen import told
from payung.web.intake.choices import is_village
from payung.web.regions.seen import seen_region
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.units.refusal import Problem

_TONES = {"noted": "covered", "known": "plain", "stranger": "plain"}
_MOST_SHOWN = 500


@needs("see")
def unclaimed_page(request: SignedIn) -> HttpResponse:
    """The villages of the area by the sum that waits, and for one village its dead by name."""
    code = request.GET.get("village", "") or request.acting.area
    here = seen_region(request.acting, code) if code else None
    found = unclaimed(law(), Area(code))
    villages = by_village(found)
    names = regions.with_codes({each.code for each in villages})
    one = is_village(Area(code))
    facts = {
        "here": here, "own": code == request.acting.area, "one": one,
        "rows": [{"village": names[each.code], "sums": each} for each in villages],
        "total": sum(each.sum_idr for each in villages), "deaths": len(found), "dead": found[:_MOST_SHOWN] if one else [],
        "may_report": may(request.acting, "report-claims"), "may_handle": may(request.acting, "handle-claims"),
    }  # fmt: skip
    return render(request, "claims/unclaimed.html", facts)


def _row(outcome: Outcome) -> dict[str, Any]:
    why = say(outcome.refusal.code, outcome.refusal.facts) if outcome.refusal else ""
    return {"row": outcome.row, "word": word(OUTCOME_WORDS, outcome.outcome), "why": why, "person": outcome.person,
            "tone": _TONES.get(outcome.outcome, "waiting")}  # fmt: skip


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "row": int(problem.where),
        "word": say(problem.code, problem.facts),
        "why": "",
        "person": None,
        "tone": "refused",
    }


def _take(request: SignedIn) -> dict[str, Any]:
    path, _name = file_of(request)
    read = read_deaths(path)
    given = [Given(each.row, each.nik, each.name, each.died_on) for each in read.deaths]
    outcomes = take_deaths(deaths=given, on=day_of_judgement(), source="catatan sipil")
    by_code = Counter(each.outcome for each in outcomes)
    rows = sorted([*map(_row, outcomes), *map(_problem, read.problems)], key=lambda row: row["row"])
    return {
        "taken": True, "lines": rows[:_MOST_SHOWN], "more": max(0, len(rows) - _MOST_SHOWN), "all": read.rows,
        "ignored": read.ignored, "problems": len(read.problems),
        "counts": [(word(OUTCOME_WORDS, code), by_code[code], _TONES.get(code, "waiting")) for code in OUTCOMES if by_code[code]],
    }  # fmt: skip


@takes_a_file("handle-claims")
def registry(request: SignedIn) -> HttpResponse:
    """The form for a list of deaths, and by POST what became of each of its rows."""
    facts: dict[str, Any] = {}
    if request.method == "POST":
        try:
            facts = _take(request)
        except (Refused, Unreadable) as refusal:
            text = told(refusal, language())
            facts = {"errors": [{"field": "file", "text": text}], "wrong": text}
    return render(request, "claims/registry.html", facts, status=422 if facts.get("errors") else 200)
