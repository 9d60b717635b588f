"""Share the places of a line out again: first which villages would have another number, then, confirmed, that they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.programmes.actions.share_again import SharedAgain, plan_share_again
from payung.programmes.actions.share_again import share_again as share
from payung.programmes.queries import sharing
from payung.regions import queries as regions
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.programmes.quotas import seen_line
from payung.web.programmes.words import how_shared

if TYPE_CHECKING:
    from payung.funding.models import FundingLine

_SHOWN = 200


def whole_line(request: SignedIn, code: str) -> FundingLine:
    """The line with this code whose region lies in the area acted in as a whole. Raises Http404 for any other."""
    line = seen_line(code)
    if line.region not in request.acting.sees:
        raise Http404
    return line


def _rows(plan: SharedAgain) -> list[dict[str, Any]]:
    named = regions.with_codes([each.village for each in plan.changes[:_SHOWN]])
    return [{"title": str(named[each.village]), "change": each} for each in plan.changes[:_SHOWN]]


@needs("release-places")
@fresh_to_send
def share_again(request: SignedIn, line: str) -> HttpResponse:
    """The page that shows which numbers would change, and by POST the deed, and back to the quotas; a refusal is told."""
    seen = whole_line(request, line)
    facts: dict[str, Any] = {
        "line": seen,
        "rule": sharing(seen),
        "rule_words": how_shared(sharing(seen)),
        "shown": _SHOWN,
    }
    try:
        if request.method == "POST":
            done = share(line=seen)
            messages.success(request, _("%(n)s desa mendapat angka baru.") % {"n": in_figures(len(done.changes))})
            return HttpResponseRedirect(reverse("quotas", args=[seen.code]))
        plan = plan_share_again(line=seen)
    except Refused as refusal:
        facts["errors"] = [{"text": say(refusal.code, refusal.facts)}]
        return render(request, "programmes/share_again.html", facts, status=422)
    return render(request, "programmes/share_again.html", {**facts, "plan": plan, "rows": _rows(plan)})
