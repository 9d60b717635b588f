"""One breach: its clock, its people, its notice, who was told, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.access.actions.close_breach import close_breach
from payung.access.actions.tell_of_breach import tell_of_breach
from payung.access.actions.write_notice import notice
from payung.access.queries import Search, breach, notices
from payung.regions.queries import with_codes
from payung.units.refusal import Refused
from payung.web.access.breach import counts_of, moment_of, people_of
from payung.web.access.breach_words import clock, states, told_words
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say

if TYPE_CHECKING:
    from payung.access.models import Breach


def found(number: int) -> Breach:
    """The breach inside the area that is seen. Raises Http404 for any other."""
    held = breach(number)
    if held is None:
        raise Http404
    return held


def _told(held: Breach) -> list[dict[str, Any]]:
    rows, words = notices(held), told_words()
    places = with_codes({each.village for each in rows if each.village})
    return [
        {"notice": each, "who": words[each.told], "place": str(places.get(each.village, each.village)),
}
        for each in rows
    ]  # fmt: skip


def _page(request: SignedIn, held: Breach, error: Refused | None = None) -> HttpResponse:
    search, told = Search(breach=held.pk), notices(held)
    facts = {
        "breach": held, "clock": clock(held, timezone.now(), told), "states": states(held, told), "told": _told(held),
        "counts": counts_of(search), "page": people_of(search, after=request.GET.get("after", "")),
        "notices": [(code, notice(held, code)) for code in ("id", "en")], "readers": told_words(),
        "names": request.acting.may("see"),
        "given": {name: request.POST.get(name, "") for name in ("told", "village", "how", "at")},
        "errors": [{"field": "how", "text": say(error.code, error.facts)}] if error else [],
    }  # fmt: skip
    return render(request, "access/breach_page.html", facts, status=422 if error else 200)


@require_safe
@needs("manage-breach")
def breach_page(request: SignedIn, number: int) -> HttpResponse:
    """The page of one breach."""
    return _page(request, found(number))


@require_POST
@needs("manage-breach")
@fresh
def breach_tell(request: SignedIn, number: int) -> HttpResponse:
    """Notes that somebody was told."""
    held, sent = found(number), request.POST
    try:
        if held.closed_at:
            raise Refused("breach_closed")
        at = moment_of(sent.get("at", "").strip()) or timezone.now()
        tell_of_breach(
            breach=held, told=sent.get("told", ""), village=sent.get("village", "").strip()[:13], how=sent.get("how", ""),
            told_at=at, by=request.acting.by, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _page(request, held, refusal)
    messages.success(request, _("Pemberitahuan dicatat."))
    return HttpResponseRedirect(reverse("breach", args=[number]))


@require_POST
@needs("manage-breach")
@fresh
def breach_close(request: SignedIn, number: int) -> HttpResponse:
    """Closes the breach and freezes its people."""
    held = found(number)
    try:
        frozen = close_breach(breach=held, by=request.acting.by, at=timezone.now())
    except Refused as refusal:
        return _page(request, held, refusal)
    messages.success(request, _("Ditutup. {people} orang dibekukan di daftar.").format(people=frozen))
    return HttpResponseRedirect(reverse("breach", args=[number]))
