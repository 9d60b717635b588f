"""Deaths without a claim, per village with the sum that waits; and the civil registry's list, which makes them known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from payung.access.queries import may
from payung.claims.actions.take_deaths import OUTCOMES, Given, Outcome, take_deaths
from payung.exchange.deaths import read_deaths
from payung.insight.unclaimed import OfVillage, Unclaimed, by_village, unclaimed
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
from payung.web.number import number
from payung.web.regions.seen import seen_region
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.units.refusal import Problem

Facts = dict[str, Any]
_TONES = {"noted": "covered", "known": "plain", "stranger": "plain"}
_MOST_SHOWN = 500
_PAGE = 100


def _behind_person(after: str) -> tuple[str, int]:
    """The day and the number that a page of the dead carries on behind."""
    day, _dot, person = after.partition(".")
    return day, number(person) or 0


def _behind_village(after: str) -> tuple[int, str]:
    """The sum, turned round, and the code that a page of villages carries on behind."""
    sum_idr, _dot, code = after.partition(".")
    return -(number(sum_idr) or 0), code


def _dead(found: list[Unclaimed], after: str) -> Facts:
    """A page of a village's dead, by day and number; whoever was claimed meanwhile leaves no gap."""
    rest = [each for each in found if not after or (each.died_on.isoformat(), each.id) > _behind_person(after)]
    page = (rest or found)[:_PAGE]
    return {"dead": page, "next": f"{page[-1].died_on.isoformat()}.{page[-1].id}" if len(rest) > _PAGE else ""}


def _villages(found: list[OfVillage], after: str) -> Facts:
    """A page of villages, the largest sum first."""
    rest = [each for each in found if not after or (-each.sum_idr, each.code) > _behind_village(after)]
    page = (rest or found)[:_PAGE]
    names = regions.with_codes({each.code for each in page})
    rows = [{"village": names[each.code], "sums": each} for each in page]
    return {"rows": rows, "next": f"{page[-1].sum_idr}.{page[-1].code}" if len(rest) > _PAGE else ""}


@needs("see-claims")
def unclaimed_page(request: SignedIn) -> HttpResponse:
    """The villages of the area by the sum that waits, and for one village its dead by name."""
    code = request.GET.get("village", "") or request.acting.area
    here = seen_region(request.acting, code) if code else None
    found = unclaimed(law(), Area(code))
    villages, one = by_village(found), is_village(Area(code))
    after = request.GET.get("after", "")[:40]
    facts = {
        "here": here, "own": code == request.acting.area, "one": one, "after": after,
        "total": sum(each.sum_idr for each in villages), "deaths": len(found),
        **(_dead(found, after) if one else _villages(villages, after)),
        "may_report": may(request.acting, "report-claims"), "may_handle": may(request.acting, "handle-claims"),
    }  # fmt: skip
    return render(request, "claims/unclaimed.html", facts)


def _row(outcome: Outcome) -> Facts:
    why = say(outcome.refusal.code, outcome.refusal.facts) if outcome.refusal else ""
    return {"row": outcome.row, "word": word(OUTCOME_WORDS, outcome.outcome), "why": why, "person": outcome.person,
            "tone": _TONES.get(outcome.outcome, "waiting")}  # fmt: skip


def _problem(problem: Problem) -> Facts:
    return {
        "row": int(problem.where),
        "word": say(problem.code, problem.facts),
        "why": "",
        "person": None,
        "tone": "refused",
    }


def _take(request: SignedIn) -> Facts:
    path, _name = file_of(request)
    read = read_deaths(path)
    given = [Given(each.row, each.nik, each.name, each.died_on) for each in read.deaths]
    outcomes = take_deaths(deaths=given, on=day_of_judgement(), source="catatan sipil")
    by_code = Counter(each.outcome for each in outcomes)
    # Of a long list what somebody has to look at stays on the page.
    rows = sorted([*map(_row, outcomes), *map(_problem, read.problems)], key=lambda row: row["row"])
    if len(rows) > _MOST_SHOWN:
        rows.sort(key=lambda row: row["tone"] in _TONES.values())
    return {
        "taken": True, "lines": rows[:_MOST_SHOWN], "more": max(0, len(rows) - _MOST_SHOWN), "all": read.rows,
        "ignored": read.ignored, "problems": len(read.problems),
        "counts": [(word(OUTCOME_WORDS, code), by_code[code], _TONES.get(code, "waiting")) for code in OUTCOMES if by_code[code]],
    }  # fmt: skip


@takes_a_file("handle-claims")
def registry(request: SignedIn) -> HttpResponse:
    """The form for a list of deaths, and by POST what became of each of its rows."""
    facts: Facts = {}
    if request.method == "POST":
        try:
            facts = _take(request)
        except (Refused, Unreadable) as refusal:
            text = told(refusal, language())
            facts = {"errors": [{"field": "file", "text": text}], "wrong": text}
    return render(request, "claims/registry.html", facts, status=422 if facts.get("errors") else 200)
