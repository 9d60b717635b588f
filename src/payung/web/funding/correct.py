"""Correct an entry: the opposite of it is booked, with a reason. Shown first, then done; a second time is refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.funding.actions.correct import correct
from payung.funding.queries import opens_line
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.funding.book import told
from payung.web.funding.form import words_of
from payung.web.funding.rehearse import rehearse
from payung.web.funding.seen import crumbs, seen_entry
from payung.web.funding.words import sentence, source_words

if TYPE_CHECKING:
    from payung.funding.models import Transfer


def _answer(request: SignedIn, made: list[Transfer]) -> HttpResponse | dict[str, Any]:
    entry = made[0].entry
    try:
        reason = words_of("reason", request.POST.get("reason", ""))
    except Refused as refusal:
        return told({"reason": refusal})
    do = partial(correct, entry=entry, on=timezone.localdate(), reason=reason)
    try:
        if request.POST.get("confirmed") != "yes":
            will = _("Lawan dari catatan {entry} dicatat hari ini. Catatan {entry} sendiri tetap terbaca.").format(
                entry=entry
            )
            if opens_line(entry):
                will += " " + _("Mutasi rekening koran yang membuatnya terbuka lagi, dan dapat diputuskan lagi.")
            return {"will": will, "changes": rehearse(made[0].line, do)}
        number = do()
    except Refused as refusal:
        return told({"": refusal})
    messages.success(
        request, _("Catatan {entry} dikoreksi dengan catatan {number}.").format(entry=entry, number=number)
    )
    return HttpResponseRedirect(reverse("line-money", args=[made[0].line.code]))


@needs("pay")
@fresh_to_send
def entry_correct(request: SignedIn, entry: int) -> HttpResponse:
    """What the entry did, the reason, the page that says what will happen, and the correction."""
    made = seen_entry(request, entry)
    answer = _answer(request, made) if request.method == "POST" else {}
    if isinstance(answer, HttpResponse):
        return answer
    facts = {
        "line": made[0].line, "entry": entry, "made_on": made[0].made_on, "source": source_words(made[0].source),
        "transfers": [(sentence(each), each.amount_idr) for each in made], "given": {"reason": request.POST.get("reason", "")},
        "breadcrumbs": crumbs(made[0].line, (_("Koreksi catatan {number}").format(number=entry), "")), **answer,
    }  # fmt: skip
    return render(request, "funding/correct.html", facts, status=422 if answer.get("errors") else 200)
