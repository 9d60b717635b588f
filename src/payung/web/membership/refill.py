"""Fill the free places of a line from its waiting list: first who would be, in numbers, then, confirmed, that they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.membership.actions.refill_line import plan_refill, refill_line
from payung.regions import queries as regions
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.programmes.share_again import whole_line
from payung.web.today import day_of_judgement

_SHOWN = 200


@needs("release-places")
@fresh_to_send
def refill(request: SignedIn, line: str) -> HttpResponse:
    """The page that shows what would happen, and by POST the deed, and back to the quotas; a refusal is told on the page."""
    seen, on = whole_line(request, line), day_of_judgement()
    facts: dict[str, Any] = {"line": seen, "on": on, "shown": _SHOWN}
    try:
        if request.method == "POST":
            done = refill_line(law=law(), line=seen, on=on)
            told = {"placed": in_figures(done.placed), "offered": in_figures(done.offered)}
            messages.success(request, _("%(placed)s pekerja mendapat tempat, %(offered)s ditawari.") % told)
            return HttpResponseRedirect(reverse("quotas", args=[seen.code]))
        plan = plan_refill(law=law(), line=seen, on=on)
    except Refused as refusal:
        facts["errors"] = [{"text": say(refusal.code, refusal.facts)}]
        return render(request, "membership/refill.html", facts, status=422)
    named = regions.with_codes(list(plan.villages)[:_SHOWN])
    rows = [(str(named[code]), plan.villages[code]) for code in list(plan.villages)[:_SHOWN]]
    return render(request, "membership/refill.html", {**facts, "plan": plan, "rows": rows})
