"""The page of a complaint: what is wrong, who looks after it, by when, the answer, and every step; and what is done there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.access.queries import may
from payung.complaints import queries
from payung.complaints.actions.answer import answer as give_answer
from payung.complaints.actions.reopen import reopen as open_again
from payung.complaints.actions.take import take as take_over
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.claims.clock import clock_until
from payung.web.claims.words import word
from payung.web.complaints.words import HAPPENED
from payung.web.components.complaints import ABOUT, STATES, TONES
from payung.web.components.tags import say
from payung.web.today import day_of_judgement, moment_of_judgement

if TYPE_CHECKING:
    from payung.complaints.models import Complaint

_HAPPENED_ELSE = gettext_lazy("berubah")


def _seen(number: str) -> Complaint:
    found = queries.complaint(number)
    if found is None:
        raise Http404
    return found


def _page(request: SignedIn, found: Complaint, error: str = "", field: str = "") -> HttpResponse:
    facts: dict[str, Any] = {
        "complaint": found, "village": regions.region(found.village), "about": word(ABOUT, found.about),
        "state": word(STATES, found.state), "tone": TONES.get(found.state, "waiting"),
        "clock": clock_until(found.due_on) if found.state in queries.OPEN else None,
        "steps": [{"step": each, "word": _step(each.from_state, each.to_state)} for each in queries.steps(found)],
        "may_see_teller": may(request.acting, "answer-complaints") or found.received_by == request.acting.by,
        "may_see_claims": may(request.acting, "see-claims"),
        "may_answer": may(request.acting, "answer-complaints"), "mine": found.owner == request.acting.by,
        "may_reopen": may(request.acting, "complain") and found.state == "answered" and not found.reopened_why,
        "breadcrumbs": [(_("Pengaduan"), reverse("complaints")), (found.number, "")], "sent": request.POST,
        "errors": [{"field": field, "text": error}] if error else [], "wrong": {field: error},
    }  # fmt: skip
    return render(request, "complaints/complaint.html", facts, status=422 if error else 200)


def _step(before: str, after: str) -> str:
    known = HAPPENED.get((before, after))
    return gettext(known) if known else str(_HAPPENED_ELSE)


@needs("see-claims")
def complaint(request: SignedIn, complaint: str) -> HttpResponse:
    """A complaint in sight, from what was told to the answer."""
    return _page(request, _seen(complaint))


def _done(request: SignedIn, number: str, act: Callable[[], Any], said: str, field: str = "") -> HttpResponse:
    """Does a deed and leads back to the page with a word; refused, the page says why at the field."""
    found = _seen(number)
    try:
        act()
    except Refused as refusal:
        return _page(request, found, say(refusal.code, refusal.facts), field)
    messages.success(request, said)
    return redirect("complaint", number)


@require_POST
@needs("answer-complaints")
def take(request: SignedIn, complaint: str) -> HttpResponse:
    """From now on one looks after it oneself."""
    act = partial(take_over, number=complaint, by=request.acting.by)
    return _done(request, complaint, act, _("Pengaduan ini sekarang Anda tangani."))


@require_POST
@needs("answer-complaints")
def answer(request: SignedIn, complaint: str) -> HttpResponse:
    """The answer of its owner."""
    words = request.POST.get("answer", "")
    act = partial(give_answer, number=complaint, words=words, by=request.acting.by, at=moment_of_judgement())
    return _done(request, complaint, act, _("Jawaban dicatat. Sampaikan kepada yang mengadu."), "answer")


@require_POST
@needs("complain")
def reopen(request: SignedIn, complaint: str) -> HttpResponse:
    """Opened again, once, with what is still wrong."""
    why, days = request.POST.get("why", ""), settings.COMPLAINT_DAYS
    act = partial(open_again, law=law(), number=complaint, why=why, days=days, on=day_of_judgement())
    return _done(request, complaint, act, _("Pengaduan dibuka kembali."), "why")
