"""One's own sessions: which device, from where, last seen when; any of them can be ended, or all others at once."""

from __future__ import annotations

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payung.web.access.device import device_of
from payung.web.access.permission import signed_in


def _end(request: HttpRequest, which: str) -> None:
    """Ends all other sessions, or one of this user's own; anybody else's is not found."""
    if which == "others":
        return end_other_sessions(request, request.user)
    found = UserSession.objects.filter(user_id=request.user.pk, pk=int(which)).first() if which.isdecimal() else None
    if found is None:
        raise Http404
    if found.is_current():
        return logout(request, show_message=False)
    return found.end()


@signed_in
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """The list, and by POST the end of one or of all others."""
    if request.method == "POST":
        _end(request, request.POST.get("end", ""))
        messages.success(request, _("Sesi sudah diakhiri."))
        return HttpResponseRedirect(reverse("sessions") if request.user.is_authenticated else reverse("sign-in"))
    kept = sorted(UserSession.objects.purge_and_list(request.user), key=lambda each: each.last_seen_at, reverse=True)
    rows = [
        {"id": each.pk, "device": device_of(each.user_agent), "ip": each.ip, "seen": each.last_seen_at,
         "since": each.created_at, "here": each.is_current()}
        for each in kept
    ]  # fmt: skip
    return render(request, "access/sessions.html", {"sessions": rows})
