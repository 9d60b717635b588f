"""The open invitations: who was asked in, until when; each can be taken back, and anybody can be sent a new link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payung.access.actions.confirm_invitation import confirm_invitation
from payung.access.actions.count_try import unlock
from payung.access.actions.end_sessions import end_sessions
from payung.access.actions.make_invitation import make_invitation, revoke_invitation
from payung.access.queries import may_look_after, open_invitations
from payung.units.refusal import Refused
from payung.web.access.fresh import fresh
from payung.web.access.permission import needs
from payung.web.access.signed_in import SignedIn
from payung.web.components.tags import say


def _page(request: SignedIn, status: int = 200, **facts: object) -> HttpResponse:
    found = open_invitations(timezone.now())
    rows = [
        {"invitation": each, "waits": waits, "may_confirm": request.acting.by not in (each.made_by, each.user.username)}
        for each, waits in found
    ]
    waits = any(waits and each.user.username == facts.get("invited") for each, waits in found)
    return render(
        request, "access/invitations.html", {"invitations": rows, "link_waits": waits, **facts}, status=status
    )


def show_link(request: SignedIn, username: str, token: str) -> HttpResponse:
    """The list with a link that was just made, which is shown this once."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    return _page(request, link=link, invited=username)


def _link(request: SignedIn, username: str) -> HttpResponse:
    return show_link(request, username, make_invitation(username=username, by=request.user.username, at=timezone.now()))


def _confirm(request: SignedIn, username: str) -> HttpResponse:
    number = request.POST.get("invitation", "")
    confirm_invitation(
        invitation=int(number) if number.isdecimal() and len(number) < 19 else 0, username=username,
        by=request.acting.by, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Tautan disetujui; mulai sekarang dapat dibuka."))
    return HttpResponseRedirect(reverse("invitations"))


def _revoke(request: SignedIn, username: str) -> HttpResponse:
    revoke_invitation(username=username, at=timezone.now())
    messages.success(request, _("Undangan sudah ditarik."))
    return HttpResponseRedirect(reverse("invitations"))


def _unlock(request: SignedIn, username: str) -> HttpResponse:
    unlock(username=username)
    messages.success(request, _("Pengguna dapat mencoba masuk lagi."))
    return HttpResponseRedirect(reverse("invitations"))


def _end(request: SignedIn, username: str) -> HttpResponse:
    ended = end_sessions(username=username)
    messages.success(request, _("%(n)s sesi diakhiri.") % {"n": ended})
    return HttpResponseRedirect(reverse("invitations"))


_DEEDS = {"link": _link, "confirm": _confirm, "revoke": _revoke, "unlock": _unlock, "end": _end}


@needs("invite")
@never_cache
@fresh
def invitations(request: SignedIn) -> HttpResponse:
    """The list, and by POST one deed for one user: a link, its confirmation by another, its end, a sign-in that may be tried
    again, or all sessions ended.
    """
    deed = _DEEDS.get(request.POST.get("do", ""))
    if request.method != "POST" or deed is None:
        return _page(request)
    username = request.POST.get("username", "").replace("\0", "").strip()
    try:
        if not username:
            raise Refused("username_missing")
        if not may_look_after(username, request.acting):
            raise Refused("user_unknown", username=username)
        return deed(request, username)
    except Refused as refusal:
        told = [{"field": "username", "text": say(refusal.code, refusal.facts)}]
        return _page(request, 422, errors=told, asked=username)
