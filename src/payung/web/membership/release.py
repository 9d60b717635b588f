"""Release unused places to the waiting lists: first what would happen, then, confirmed, that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.funding.queries import lines_of
from payung.insight.release import plan_release
from payung.membership.actions.release_places import release_places
from payung.programmes import queries as programmes
from payung.rules.law import law
from payung.units.refusal import Refused
from payung.units.rupiah import in_figures
from payung.web.access.fresh import fresh_to_send
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say
from payung.web.today import day_of_judgement

if TYPE_CHECKING:
    from payung.access.queries import Acting
    from payung.funding.models import FundingLine


def _lines(acting: Acting) -> list[FundingLine]:
    """The lines that are shared out to villages, of programmes that lie in the area acted in as a whole."""
    seen = [each for each in programmes.programmes_in(acting.sees) if each.region in acting.sees]
    lines = [line for each in seen for line in lines_of(each.code)]
    shared = programmes.shared_out([line.pk for line in lines])
    return [line for line in lines if line.pk in shared]


def _chosen(lines: list[FundingLine], code: str) -> FundingLine | None:
    return next((line for line in lines if line.code == code), lines[0] if len(lines) == 1 else None)


def _planned(line: FundingLine | None) -> dict[str, Any]:
    if line is None:
        return {}
    programme, on = programmes.programme(line.programme_code), day_of_judgement()
    quota = programmes.whole_quota(line, programme)
    try:
        plan = plan_release(line=line, on=on)
    except Refused as refusal:
        return {"line": line, "quota": quota, "errors": [{"text": say(refusal.code, refusal.facts)}]}
    return {"line": line, "quota": quota, "plan": plan, "on": on}


def _release(request: SignedIn, line: FundingLine) -> HttpResponse:
    programme = programmes.programme(line.programme_code)
    done = release_places(law=law(), line=line, on=day_of_judgement())
    if done.placed:
        messages.success(
            request, _("%(n)s pekerja dari daftar tunggu mendapat tempat.") % {"n": in_figures(done.placed)}
        )
    elif done.offered:
        messages.success(
            request, _("%(n)s pekerja dari daftar tunggu ditawari tempat.") % {"n": in_figures(done.offered)}
        )
    else:
        messages.warning(request, say("nothing_to_release"))
    return HttpResponseRedirect(reverse("region", args=[programme.region]))


@needs("release-places")
@fresh_to_send
def release(request: SignedIn) -> HttpResponse:
    """The page that shows what would happen, and by POST the deed; a refusal is told on the page."""
    lines = _lines(request.acting)
    line = _chosen(lines, (request.POST if request.method == "POST" else request.GET).get("line", ""))
    if request.method == "POST" and line:
        try:
            return _release(request, line)
        except Refused as refusal:
            return render(
                request,
                "membership/release.html",
                {"lines": lines, "errors": [{"text": say(refusal.code, refusal.facts)}]},
                status=422,
            )
    return render(request, "membership/release.html", {"lines": lines, **_planned(line)})
